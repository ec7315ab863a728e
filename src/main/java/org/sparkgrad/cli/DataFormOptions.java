package org.sparkgrad.cli;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.data.format.CifarLabels;
import org.sparkgrad.data.format.DataChoices;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;
import picocli.CommandLine.Option;

/** How a data set is to be read where there is a choice. */
final class DataFormOptions {
  private static final Pattern SIZE =
      Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})(?:x([13]))?");
  private static final int COLOURS = 3;

  private static final Map<String, String> READ_WITH =
      Map.of(
          DataChoices.LABELS, "CIFAR-100 binary files",
          DataChoices.IMAGE_SIZE, "images in folders or Parquet tables",
          DataChoices.LABEL_COLUMN, "Parquet tables",
          DataChoices.FEATURES_COLUMN, "Parquet tables");

  @Option(
      names = "--" + DataChoices.LABELS,
      paramLabel = "WHICH",
      description = "Which labels of CIFAR-100 are the classes, fine or coarse (default: fine).")
  String labels;

  @Option(
      names = "--" + DataChoices.IMAGE_SIZE,
      paramLabel = "HxWxC",
      description =
          "Rows, columns and channels that images in folders and Parquet tables are resized to; 3 are"
              + " colours, 1 is grey (default: 32x32x3).")
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
    problems.require(
        imageSize == null || imageShape().isPresent(),
        "--%s: expected rows, columns and 1 or 3 channels, such as 32x32x3 or 28x28x1, found '%s'"
            .formatted(DataChoices.IMAGE_SIZE, imageSize));
  }

  private DataChoices choices() {
    return new DataChoices(
        Optional.ofNullable(labels).flatMap(each -> Choice.ofLabel(CifarLabels.class, each)),
        imageShape(),
        Optional.ofNullable(labelColumn),
        Optional.ofNullable(featuresColumn));
  }

  /** Empty too if the text is none. */
  private Optional<ImageShape> imageShape() {
    Matcher size = SIZE.matcher(imageSize == null ? "" : imageSize);
    if (!size.matches()) {
      return Optional.empty();
    }
    int channels = size.group(3) == null ? COLOURS : Integer.parseInt(size.group(3));
    return Optional.of(
        new ImageShape(channels, Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))));
  }

  /**
   * Looks through the directory that an option or argument names.
   *
   * @throws DataException if it is not a data set
   * @throws UsageException if an option is given that this data set does not read
   */
  DataSource open(String option, String directory) {
    new Location(option, directory)
        .problem()
        .ifPresent(
            problem -> {
              throw new DataException(problem);
            });
    DataChoices choices = choices();
    DataSource source = DataSource.open(Sessions.hadoop(), directory, choices);
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
