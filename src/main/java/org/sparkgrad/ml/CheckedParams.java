package org.sparkgrad.ml;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.sparkgrad.config.Hyperparameter;

/**
 * Params that take what their hyperparameters take, and say what was expected and found. Spark's
 * own check says that a value is invalid, and no more.
 */
final class CheckedParams {
  private static final Pattern OPTION = Pattern.compile("--([a-z0-9-]+)");

  private CheckedParams() {}

  /**
   * The param of a hyperparameter.
   *
   * @param owner the uid of the estimator or model that has it
   */
  static Param<?> of(String owner, Hyperparameter<?> hyperparameter) {
    Class<?> type = hyperparameter.type();
    if (type == Double.class || type == BigDecimal.class) {
      return new OfDecimal(owner, hyperparameter);
    }
    if (type == Integer.class) {
      return new OfWhole(owner, hyperparameter);
    }
    if (type == Long.class) {
      return new OfLong(owner, hyperparameter);
    }
    return type == Boolean.class
        ? new OfFlag(owner, hyperparameter)
        : new OfText(owner, hyperparameter);
  }

  /** What a hyperparameter is by default, as its param takes it. */
  static Object byDefault(Hyperparameter<?> hyperparameter, String text) {
    Class<?> type = hyperparameter.type();
    if (type == BigDecimal.class) {
      return Double.valueOf(text);
    }
    boolean plain = type == Double.class || type == Integer.class || type == Long.class;
    return plain || type == Boolean.class ? hyperparameter.parse(text) : text;
  }

  private static String description(Hyperparameter<?> hyperparameter) {
    String scope = inParams(hyperparameter.scope().sentence());
    return "%s: %s%s"
        .formatted(
            hyperparameter.description(),
            hyperparameter.expected(),
            scope.isEmpty() ? "" : ". " + scope);
  }

  /** A sentence about options, said of params. */
  static String inParams(String sentence) {
    return OPTION
        .matcher(sentence)
        .replaceAll(
            option ->
                Hyperparameter.ofKey(option.group(1)).map(ParamSet::name).orElse(option.group(1)));
  }

  private static void require(Param<?> param, String key, Object value) {
    try {
      Hyperparameter.ofKey(key).orElseThrow().parse(String.valueOf(value));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(param.name() + ": " + e.getMessage(), e);
    }
  }

  /** A real number. */
  private static final class OfDecimal extends DoubleParam {
    private static final long serialVersionUID = 1L;
    private final String key;

    OfDecimal(String owner, Hyperparameter<?> hyperparameter) {
      super(owner, ParamSet.name(hyperparameter), description(hyperparameter));
      key = hyperparameter.key();
    }

    @Override
    public void validate(Object value) {
      require(this, key, value);
    }
  }

  /** A whole number. */
  private static final class OfWhole extends IntParam {
    private static final long serialVersionUID = 1L;
    private final String key;

    OfWhole(String owner, Hyperparameter<?> hyperparameter) {
      super(owner, ParamSet.name(hyperparameter), description(hyperparameter));
      key = hyperparameter.key();
    }

    @Override
    public void validate(Object value) {
      require(this, key, value);
    }
  }

  /** A whole number of 64 bits. */
  private static final class OfLong extends LongParam {
    private static final long serialVersionUID = 1L;
    private final String key;

    OfLong(String owner, Hyperparameter<?> hyperparameter) {
      super(owner, ParamSet.name(hyperparameter), description(hyperparameter));
      key = hyperparameter.key();
    }

    @Override
    public void validate(Object value) {
      require(this, key, value);
    }
  }

  /** True or false. */
  private static final class OfFlag extends BooleanParam {
    private static final long serialVersionUID = 1L;
    private final String key;

    OfFlag(String owner, Hyperparameter<?> hyperparameter) {
      super(owner, ParamSet.name(hyperparameter), description(hyperparameter));
      key = hyperparameter.key();
    }

    @Override
    public void validate(Object value) {
      require(this, key, value);
    }
  }

  /** A name, or text with a syntax of its own. */
  static final class OfText extends Param<String> {
    private static final long serialVersionUID = 1L;
    private final String key;

    OfText(String owner, Hyperparameter<?> hyperparameter) {
      super(owner, ParamSet.name(hyperparameter), description(hyperparameter), String.class);
      key = hyperparameter.key();
    }

    @Override
    public void validate(String value) {
      require(this, key, value);
    }
  }
}
