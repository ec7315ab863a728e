package org.sparkgrad.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.Param;

/** The params of columns that only a classifier has. */
public final class ColumnParamSet implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Param<String> validationIndicatorCol;
  private final Param<String> weightCol;

  ColumnParamSet(String owner) {
    validationIndicatorCol =
        new NameParam(
            owner,
            "validationIndicatorCol",
            "column of booleans that is true for the rows of the validation part; none if it is empty");
    weightCol = new WeightParam(owner);
  }

  Param<String> validationIndicatorCol() {
    return validationIndicatorCol;
  }

  Param<String> weightCol() {
    return weightCol;
  }

  /** Says that there are no weights. */
  private static final class WeightParam extends Param<String> {
    private static final long serialVersionUID = 1L;

    WeightParam(String owner) {
      super(owner, "weightCol", "refused: all rows have the same weight", String.class);
    }

    @Override
    public void validate(String value) {
      throw new IllegalArgumentException(
          "weightCol: expected none, as all rows have the same weight, found '%s'"
              .formatted(value));
    }
  }
}
