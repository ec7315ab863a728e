package org.sparkgrad.feature;

import java.util.function.Function;
import org.sparkgrad.choice.MarkedText;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageSource;

/**
 * A source as it is written in a feature string.
 *
 * @param text of the whole string
 * @param place of the source's first character
 * @param canonical its form with all options
 * @param maker makes it for data of a shape, or fails if its options do not go together there
 */
record SourceText(
    MarkedText text, int place, String canonical, Function<DataShape, ImageSource> maker) {

  /**
   * The source on data of a shape.
   *
   * @throws IllegalArgumentException if its options do not fit the shape, naming its place
   */
  FeatureSource at(DataShape data) {
    try {
      return new FeatureSource(canonical, maker.apply(data));
    } catch (IllegalArgumentException e) {
      throw text.error(e.getMessage(), place);
    }
  }
}
