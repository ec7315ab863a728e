package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.data.format.CifarLabels;
import org.sparkgrad.data.format.DataChoices;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a data set is to be read where there is a choice. */
final class DataFormOptions {
  private static final Map<String, String> READ_WITH =
      Map.of(
          DataChoices.LABELS, "CIFAR-100 binary files",
          DataChoices.IMAGE_SIZE, "images in folders or Parquet tables",
          DataChoices.LABEL_COLUMN, "Parquet tables",
          DataChoices.FEATURES_COLUMN, "Parquet tables");

  @Option(
      names = "--" + DataChoices.LABELS,
      paramLabel = "WHICH",
      description =
          "Which labels of CIFAR-100 are the classes, fine or coarse (default: fine, or as a saved"
              + " model has it).")
  String labels;

  @Option(
      names = "--" + DataChoices.IMAGE_SIZE,
      paramLabel = "HxWxC",
      description =
          "Height, width and channels, 3 for colours or 1 for grey, that images in folders and"
              + " Parquet tables are resized to (default: 32x32x3, or as a saved model has it).")
  String imageSize;

  @Option(
      names = "--" + DataChoices.LABEL_COLUMN,
      paramLabel = "NAME",
      description = "Column of a Parquet table that has the labels (default: label).")
  String labelColumn;

  @Option(
      names = "--" + DataChoices.FEATURES_COLUMN,
      paramLabel = "NAME",
      description =
          "Column of a Parquet table that has the images or vectors (default: image, img or"
              + " features).")
  String featuresColumn;

  void check(Problems problems) {
    problems.require(
        labels == null || Choice.ofLabel(CifarLabels.class, labels).isPresent(),
        "--%s: expected one of %s, found '%s'"
            .formatted(
                DataChoices.LABELS, String.join(", ", Choice.labels(CifarLabels.class)), labels));
    try {
      imageSize()
          .ifPresent(
              shape ->
                  problems.require(
                      shape.isPicture(),
                      "--%s: expected 1 or 3 channels, found %s"
                          .formatted(DataChoices.IMAGE_SIZE, shape)));
    } catch (TypeConversionException e) {
      problems.add("--%s: %s".formatted(DataChoices.IMAGE_SIZE, e.getMessage()));
    }
  }

  /**
   * What images are resized to. A text until it is asked for: manifests record what was given.
   *
   * @throws TypeConversionException if it is no size
   */
  private Optional<ImageShape> imageSize() {
    return Optional.ofNullable(imageSize).map(new ImageSize()::convert);
  }

  /** Those that are given, as words of a call. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    addTo(words, DataChoices.LABELS, labels);
    addTo(words, DataChoices.IMAGE_SIZE, imageSize);
    addTo(words, DataChoices.LABEL_COLUMN, labelColumn);
    addTo(words, DataChoices.FEATURES_COLUMN, featuresColumn);
    return words;
  }

  private static void addTo(List<String> words, String option, String value) {
    if (value != null) {
      words.addAll(List.of("--" + option, value));
    }
  }

  /** Refuses all of them where no data set is read. */
  void requireNone(String found, Problems problems) {
    for (String each : choices().given().keySet()) {
      problems.require(
          false,
          "--%s: expected only with %s, found %s".formatted(each, READ_WITH.get(each), found));
    }
  }

  private DataChoices choices() {
    return new DataChoices(
        Optional.ofNullable(labels).flatMap(each -> Choice.ofLabel(CifarLabels.class, each)),
        imageSize(),
        Optional.ofNullable(labelColumn),
        Optional.ofNullable(featuresColumn));
  }

  /**
   * Looks through the directory that an option or argument names.
   *
   * @param usual how it is read where no option says so
   * @throws DataException if it is not a data set
   * @throws UsageException if an option is given that this data set does not read
   */
  DataSource open(String option, String directory, DataChoices usual) {
    new Location(option, directory)
        .problem()
        .ifPresent(
            problem -> {
              throw new DataException(problem);
            });
    DataChoices choices = choices();
    DataSource source = DataSource.open(Sessions.hadoop(), directory, choices.orElse(usual));
    Problems problems = new Problems();
    for (String each : choices.given().keySet()) {
      problems.require(
          source.choices().containsKey(each),
          "--%s: expected only with %s, found %s at %s"
              .formatted(each, READ_WITH.get(each), source.kind(), directory));
    }
    problems.throwIfAny();
    return source;
  }
}
