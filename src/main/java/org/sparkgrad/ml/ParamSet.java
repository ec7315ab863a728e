package org.sparkgrad.ml;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.sparkgrad.config.Hyperparameter;

/**
 * One param for each hyperparameter, owned by one estimator or model: its name in camel case, what
 * the command line's help says of it, and the same valid range. Numbers and flags are numbers and
 * flags, all others texts, so that Python and Spark Connect can set them.
 */
public final class ParamSet implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, Param<?>> params = new LinkedHashMap<>();

  ParamSet(String owner) {
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      params.put(each.key(), CheckedParams.of(owner, each));
    }
  }

  /** The name of a hyperparameter's param: {@code learning-rate} is {@code learningRate}. */
  static String name(Hyperparameter<?> hyperparameter) {
    StringBuilder name = new StringBuilder();
    for (String word : hyperparameter.key().split("-")) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  /** The param of a hyperparameter. */
  Param<?> of(Hyperparameter<?> hyperparameter) {
    return params.get(hyperparameter.key());
  }

  DoubleParam decimal(Hyperparameter<?> hyperparameter) {
    return (DoubleParam) of(hyperparameter);
  }

  IntParam whole(Hyperparameter<?> hyperparameter) {
    return (IntParam) of(hyperparameter);
  }

  LongParam longWhole(Hyperparameter<?> hyperparameter) {
    return (LongParam) of(hyperparameter);
  }

  BooleanParam flag(Hyperparameter<?> hyperparameter) {
    return (BooleanParam) of(hyperparameter);
  }

  Param<String> text(Hyperparameter<?> hyperparameter) {
    return (CheckedParams.OfText) of(hyperparameter);
  }
}
