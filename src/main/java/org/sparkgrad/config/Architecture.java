package org.sparkgrad.config;

import java.util.OptionalLong;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;

/** The models that hyperparameters ask for, and the parameters that they start from. */
public final class Architecture {
  private Architecture() {}

  /**
   * The model that the hyperparameters ask for.
   *
   * @param features per row
   * @throws IllegalArgumentException if the layers of a network do not fit the data or each other
   */
  public static Network of(Hyperparameters hyperparameters, DataShape data, int features) {
    ModelChoice model = hyperparameters.get(Hyperparameter.MODEL);
    return model instanceof ModelKind kind
        ? named(kind, hyperparameters, data.classes(), features)
        : model
            .network()
            .orElseThrow()
            .network(data, features, hyperparameters.get(Hyperparameter.SEED));
  }

  /** The same on all features, of which a projection that is yet to be fitted may keep fewer. */
  public static Network ofAllFeatures(Hyperparameters hyperparameters, DataShape data) {
    return of(hyperparameters, data, hyperparameters.pipeline(data).size());
  }

  private static Network named(
      ModelKind kind, Hyperparameters hyperparameters, int classes, int features) {
    boolean bias = hyperparameters.get(Hyperparameter.BIAS);
    return switch (kind) {
      case LINEAR, NEAREST_MEAN, RANDOM_SEARCH -> Networks.linear(features, classes, bias);
      case SOFTMAX_RELU -> Networks.softmaxRelu(features, classes, bias);
      case TWO_LAYER ->
          Networks.twoLayer(
              features,
              hyperparameters.get(Hyperparameter.HIDDEN),
              classes,
              bias,
              new Dropout(
                  hyperparameters.get(Hyperparameter.DROPOUT),
                  hyperparameters.get(Hyperparameter.SEED)));
    };
  }

  /**
   * How many parameters a model of affine layers that has a name would have, be they more than an
   * array can hold; empty for layers that are described, whose shapes tell.
   */
  public static OptionalLong parameters(
      Hyperparameters hyperparameters, int classes, int features) {
    return hyperparameters.get(Hyperparameter.MODEL) instanceof ModelKind kind
        ? OptionalLong.of(parameters(kind, hyperparameters, classes, features))
        : OptionalLong.empty();
  }

  private static long parameters(
      ModelKind kind, Hyperparameters hyperparameters, int classes, int features) {
    int bias = hyperparameters.get(Hyperparameter.BIAS) ? 1 : 0;
    return switch (kind) {
      case LINEAR, NEAREST_MEAN, RANDOM_SEARCH -> classes * ((long) features + bias);
      case SOFTMAX_RELU -> classes * (2L * features + bias);
      case TWO_LAYER -> {
        long hidden = hyperparameters.get(Hyperparameter.HIDDEN);
        yield hidden * (features + bias) + classes * (hidden + bias);
      }
    };
  }

  /** Whether the model makes no sense without a bias. */
  public static boolean needsBias(Hyperparameters hyperparameters) {
    return hyperparameters.get(Hyperparameter.MODEL) == ModelKind.NEAREST_MEAN;
  }

  /** The parameters that training starts from. */
  public static float[] initialParameters(Model model, Hyperparameters hyperparameters) {
    long seed = hyperparameters.get(Hyperparameter.SEED);
    return switch (start(hyperparameters)) {
      case HE -> model.initialParameters(seed);
      case UNIFORM -> model.uniformParameters(seed);
      case IDENTITY -> model.identityParameters(seed);
      case AUTO, NORMAL ->
          model.initialParameters(seed, hyperparameters.get(Hyperparameter.INIT_SCALE));
    };
  }

  /** What weights start from, the model's own choice made. */
  static InitKind start(Hyperparameters hyperparameters) {
    InitKind chosen = hyperparameters.get(Hyperparameter.INIT);
    return chosen == InitKind.AUTO ? hyperparameters.get(Hyperparameter.MODEL).init() : chosen;
  }
}
