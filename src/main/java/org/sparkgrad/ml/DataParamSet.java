package org.sparkgrad.ml;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkgrad.image.ImageShape;

/** The params of {@link DataParams}, owned by one estimator. */
public final class DataParamSet implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of columns and shapes: not set. */
  static final String NONE = "";

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,5})x(\\d{1,5})x(\\d{1,5})");

  private final Param<String> idCol;
  private final Param<String> imageShape;
  private final IntParam blocks;

  DataParamSet(String owner) {
    idCol =
        new NameParam(
            owner,
            "idCol",
            "column of whole numbers or texts, all different, that rows are ordered by; by a digest of"
                + " their contents if it is empty");
    imageShape = new ShapeParam(owner);
    blocks = new BlocksParam(owner);
  }

  Param<String> idCol() {
    return idCol;
  }

  Param<String> imageShape() {
    return imageShape;
  }

  IntParam blocks() {
    return blocks;
  }

  /**
   * Reads a shape such as {@code 3x32x32}; empty if the text is.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Optional<ImageShape> shape(String text) {
    if (NONE.equals(text)) {
      return Optional.empty();
    }
    Matcher matcher = SHAPE.matcher(String.valueOf(text));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "imageShape: expected channels, height and width such as 3x32x32, found '%s'"
              .formatted(text));
    }
    return Optional.of(
        new ImageShape(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3))));
  }

  /** The shape of pixels that come without one. */
  private static final class ShapeParam extends Param<String> {
    private static final long serialVersionUID = 1L;

    ShapeParam(String owner) {
      super(
          owner,
          "imageShape",
          "channels, height and width of vectors, arrays or binaries that are pixels from 0 to 255, such as"
              + " 3x32x32; empty for vectors",
          String.class);
    }

    @Override
    public void validate(String value) {
      shape(value);
    }
  }

  /** A number of blocks. */
  private static final class BlocksParam extends IntParam {
    private static final long serialVersionUID = 1L;

    BlocksParam(String owner) {
      super(
          owner,
          "blocks",
          "how many blocks rows are cut into, which the bits of a model depend on; by default as many as suit"
              + " the rows");
    }

    @Override
    public void validate(Object value) {
      if (!(value instanceof Integer count) || count < 1) {
        throw new IllegalArgumentException(
            "blocks: expected a whole number of at least 1, found '%s'".formatted(value));
      }
    }
  }
}
