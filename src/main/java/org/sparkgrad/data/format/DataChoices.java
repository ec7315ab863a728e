package org.sparkgrad.data.format;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;

/**
 * How a data set is to be read where there is a choice; empty for what is usual.
 *
 * @param labels which labels of CIFAR-100
 * @param imageShape what images of any size are resized to
 * @param labelColumn name of the column of a table that has the labels
 * @param featuresColumn name of the column of a table that has the images or vectors
 */
public record DataChoices(
    Optional<CifarLabels> labels,
    Optional<ImageShape> imageShape,
    Optional<String> labelColumn,
    Optional<String> featuresColumn) {
  public static final String LABELS = "labels";
  public static final String IMAGE_SIZE = "image-size";
  public static final String LABEL_COLUMN = "label-column";
  public static final String FEATURES_COLUMN = "features-column";

  /** All that is usual. */
  public static final DataChoices USUAL =
      new DataChoices(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What a model needs that was trained on data of a shape. */
  public static DataChoices suiting(DataShape shape) {
    return new DataChoices(
        Arrays.stream(CifarLabels.values())
            .filter(each -> each.classes() == shape.classes())
            .findFirst(),
        shape.image().filter(ImageShape::isPicture),
        Optional.empty(),
        Optional.empty());
  }

  /** These, and others where they are empty. */
  public DataChoices orElse(DataChoices others) {
    return new DataChoices(
        labels.or(others::labels),
        imageShape.or(others::imageShape),
        labelColumn.or(others::labelColumn),
        featuresColumn.or(others::featuresColumn));
  }

  /** Those that are not empty, by name. */
  public Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    labels.ifPresent(each -> given.put(LABELS, each.label()));
    imageShape.ifPresent(each -> given.put(IMAGE_SIZE, each.toString()));
    labelColumn.ifPresent(each -> given.put(LABEL_COLUMN, each));
    featuresColumn.ifPresent(each -> given.put(FEATURES_COLUMN, each));
    return given;
  }
}
