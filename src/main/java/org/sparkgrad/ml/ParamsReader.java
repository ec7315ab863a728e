package org.sparkgrad.ml;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;

/**
 * Reads an estimator. Spark's own reader makes whatever lies there, such as a model, which has no
 * constructor that it could call.
 */
final class ParamsReader<T> extends DefaultParamsReader<T> {
  private final Class<T> expected;

  ParamsReader(Class<T> expected) {
    this.expected = expected;
  }

  /**
   * @throws IllegalArgumentException naming the class of what lies there, if it is another
   */
  @Override
  public T load(String path) {
    DefaultParamsReader$.MODULE$.loadMetadata(path, sparkSession(), expected.getName());
    return super.load(path);
  }
}
