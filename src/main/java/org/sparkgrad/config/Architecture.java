package org.sparkgrad.config;

import java.util.List;
import org.sparkgrad.data.format.Cifar10Layout;
import org.sparkgrad.model.Dropout;
import org.sparkgrad.model.LinearModel;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.TwoLayerModel;

/** The models that can be trained, by the names that the command line and saved models know. */
public final class Architecture {
  static final String LINEAR = "linear";
  static final String SOFTMAX_RELU = "softmax-relu";
  static final String TWO_LAYER = "two-layer";
  public static final String NEAREST_MEAN = "nearest-mean";
  public static final String RANDOM_SEARCH = "random-search";
  public static final List<String> NAMES =
      List.of(LINEAR, SOFTMAX_RELU, TWO_LAYER, NEAREST_MEAN, RANDOM_SEARCH);

  /** Those of them that follow a gradient; the others are there to compare with. */
  public static final List<String> BY_GRADIENT = List.of(LINEAR, SOFTMAX_RELU, TWO_LAYER);

  private static final String HE = "he";
  private static final String AUTOMATIC = "auto";
  static final List<String> STARTS = List.of(AUTOMATIC, "normal", HE);

  private Architecture() {}

  /** The model that the hyperparameters ask for, on so many features. */
  public static Model of(Hyperparameters hyperparameters, int features) {
    boolean bias = hyperparameters.bias();
    return switch (hyperparameters.model()) {
      case LINEAR, NEAREST_MEAN, RANDOM_SEARCH ->
          new LinearModel(features, Cifar10Layout.CLASSES, bias);
      case SOFTMAX_RELU -> new LinearModel(features, Cifar10Layout.CLASSES, bias, true);
      case TWO_LAYER ->
          new TwoLayerModel(
              features,
              hyperparameters.hidden(),
              Cifar10Layout.CLASSES,
              bias,
              new Dropout(hyperparameters.dropout(), hyperparameters.seed()));
      default -> throw new IllegalArgumentException("no model " + hyperparameters.model());
    };
  }

  /** Whether the model makes no sense without a bias. */
  public static boolean needsBias(Hyperparameters hyperparameters) {
    return hyperparameters.model().equals(NEAREST_MEAN);
  }

  /** The parameters that training starts from. */
  public static float[] initialParameters(Model model, Hyperparameters hyperparameters) {
    String start = hyperparameters.init();
    boolean he =
        start.equals(HE) || (start.equals(AUTOMATIC) && hyperparameters.model().equals(TWO_LAYER));
    return he
        ? model.initialParameters(hyperparameters.seed())
        : model.initialParameters(hyperparameters.seed(), hyperparameters.initScale());
  }
}
