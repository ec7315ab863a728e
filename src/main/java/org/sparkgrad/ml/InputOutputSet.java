package org.sparkgrad.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.Param;

/** The columns that {@link ImageFeatures} read and make, owned by one estimator or model. */
public final class InputOutputSet implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Param<String> inputCol;
  private final Param<String> outputCol;

  InputOutputSet(String owner) {
    inputCol = new NameParam(owner, "inputCol", "column of images, vectors, arrays or binaries");
    outputCol = new NameParam(owner, "outputCol", "column of vectors that is added");
  }

  Param<String> inputCol() {
    return inputCol;
  }

  Param<String> outputCol() {
    return outputCol;
  }
}
