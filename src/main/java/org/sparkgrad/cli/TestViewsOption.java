package org.sparkgrad.cli;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.TestViews;
import picocli.CommandLine.Option;

/** In which views images are scored. */
final class TestViewsOption {
  private static final String NAME = "--test-views";

  /** Of images that can be shifted by a pixel and filled with their own. */
  private static final int LEAST_SIDE = 2;

  /** The names that help lists. */
  private static final class Names extends NameList {
    Names() {
      super(Choice.labels(TestViews.class));
    }
  }

  @Option(
      names = NAME,
      paramLabel = "VIEWS",
      defaultValue = "none",
      completionCandidates = Names.class,
      description =
          "Views of each image that its scores are averaged over, one of ${COMPLETION-CANDIDATES}:"
              + " mirror, it and its mirror image; six, these and both shifted by a pixel up and left,"
              + " and down and right, with half of the weight on those that are not shifted (default:"
              + " ${DEFAULT-VALUE}).")
  String name;

  /** The option in the words of a call; none if it is the default. */
  List<String> words() {
    return name.equals(TestViews.NONE.label()) ? List.of() : List.of(NAME, name);
  }

  /** The views; none, with a problem noted, if there are no such views. */
  TestViews read(Problems problems) {
    Optional<TestViews> views = Choice.ofLabel(TestViews.class, name);
    problems.require(
        views.isPresent(),
        "%s: expected one of %s, found '%s'"
            .formatted(NAME, String.join(", ", Choice.labels(TestViews.class)), name));
    return views.orElse(TestViews.NONE);
  }

  /**
   * Checks that there are such views of the data.
   *
   * @throws UsageException if there are none
   */
  void require(DataShape data) {
    Problems problems = new Problems();
    check(data, problems);
    problems.throwIfAny();
  }

  /** The same; notes a problem. */
  void check(DataShape data, Problems problems) {
    problems.require(
        data.image().isPresent() || name.equals(TestViews.NONE.label()),
        "%s: expected none, as rows are vectors and no images, found %s".formatted(NAME, name));
    data.image()
        .filter(image -> image.shorterSide() < LEAST_SIDE)
        .ifPresent(
            image ->
                problems.require(
                    !name.equals(TestViews.SIX.label()),
                    ("%s: expected none or mirror of images of %s, which cannot be shifted by a pixel,"
                            + " found %s")
                        .formatted(NAME, image, name)));
  }
}
