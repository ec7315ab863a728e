package org.sparkgrad.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;

/** Short ways to param maps. */
final class ParamMaps {
  private ParamMaps() {}

  @SuppressWarnings("unchecked") // Params of numbers are params of objects to Java.
  static ParamMap of(Param<?> param, Object value) {
    return new ParamMap().put((Param<Object>) param, value);
  }
}
