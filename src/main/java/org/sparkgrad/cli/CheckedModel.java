package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ModelChoice;
import org.sparkgrad.config.ModelKind;
import org.sparkgrad.data.DataShape;

/**
 * A model whose gradient is checked.
 *
 * @param name for people and scripts
 * @param hyperparameters that make it
 */
record CheckedModel(String name, Map<Hyperparameter<?>, Object> hyperparameters) {
  /** Enough for kinks in every row, few enough for plain loops. */
  private static final int HIDDEN = 16;

  private static final double DROPOUT = 0.5;

  /** A small network with layers of all kinds that depend on more than one value. */
  private static final String NETWORK =
      "average-pool(4)|conv(6,3,pad=1,bias=false)|max-pool(2)|batch-norm(group=8,scale=false)|gelu"
          + "|conv(5,2)|group-norm(5)|relu|dropout(0.3)|affine(10)|scale(1/9)";

  /** The models that are checked unless others are asked for. */
  static final List<String> DEFAULTS =
      List.of(
          ModelKind.LINEAR.label(),
          ModelKind.SOFTMAX_RELU.label(),
          ModelKind.TWO_LAYER.label(),
          NETWORK);

  /** A model as it is, and if its name leaves them open, without biases and with dropout. */
  static List<CheckedModel> of(ModelChoice model) {
    List<CheckedModel> all = new ArrayList<>();
    all.add(new CheckedModel(model.label(), Map.of(Hyperparameter.MODEL, model)));
    if (model instanceof ModelKind) {
      all.add(all.get(0).with(" without biases", Hyperparameter.BIAS, false));
    }
    if (model == ModelKind.TWO_LAYER) {
      all.add(all.get(0).with(" with dropout", Hyperparameter.DROPOUT, DROPOUT));
      all.replaceAll(each -> each.with("", Hyperparameter.HIDDEN, HIDDEN));
    }
    return all;
  }

  /** Notes a problem if its layers do not fit the data. */
  void check(DataShape data, Problems problems) {
    try {
      Architecture.of(Hyperparameters.of(hyperparameters), data, data.values());
    } catch (IllegalArgumentException e) {
      problems.add("--model: " + e.getMessage());
    }
  }

  private CheckedModel with(String suffix, Hyperparameter<?> hyperparameter, Object value) {
    Map<Hyperparameter<?>, Object> more = new HashMap<>(hyperparameters);
    more.put(hyperparameter, value);
    return new CheckedModel(name + suffix, more);
  }
}
