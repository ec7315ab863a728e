package org.sparkgrad.report;

import java.util.List;

/**
 * Test images worth a look; none if the test rows are no pictures.
 *
 * @param mistakes wrong with the highest probability, the worst first
 * @param unsure right with the lowest probability, the least sure first
 */
public record ExamplesSection(List<Picture> mistakes, List<Picture> unsure) {

  /**
   * An image and what the model makes of it.
   *
   * @param source the image itself
   * @param alternative text in its place
   */
  public record Picture(
      String source,
      String alternative,
      String label,
      String labelProbability,
      String prediction,
      String probability,
      String row) {}

  static ExamplesSection of(List<Example> examples) {
    return new ExamplesSection(
        pictures(examples, "worst_mistake"), pictures(examples, "least_sure_right"));
  }

  private static List<Picture> pictures(List<Example> examples, String kind) {
    return examples.stream()
        .filter(each -> each.kind().equals(kind) && each.image() != null)
        .map(ExamplesSection::picture)
        .toList();
  }

  private static Picture picture(Example example) {
    return new Picture(
        example.source(),
        "Test image %d, labelled %s and predicted %s"
            .formatted(example.row(), example.label(), example.prediction()),
        example.label(),
        Numbers.share(example.labelProbability()),
        example.prediction(),
        Numbers.share(example.probability()),
        Long.toString(example.row()));
  }
}
