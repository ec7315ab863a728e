package org.sparkgrad.config;

import java.util.List;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.Role;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.Adagrad;
import org.sparkgrad.optim.Adam;
import org.sparkgrad.optim.BiasRate;
import org.sparkgrad.optim.DecoupledDecay;
import org.sparkgrad.optim.ElementwiseRule;
import org.sparkgrad.optim.Momentum;
import org.sparkgrad.optim.Nesterov;
import org.sparkgrad.optim.PlainDescent;
import org.sparkgrad.optim.RmsProp;
import org.sparkgrad.optim.UpdateRule;

/** The update rules that can be chosen. */
public enum RuleKind implements Choice {
  PLAIN(0),
  MOMENTUM(1),
  NESTEROV(1),
  ADAGRAD(1),
  RMSPROP(1),
  ADAM(2),
  ADAMW(2);

  private final int kept;

  /**
   * @param kept how many values the rule keeps for each parameter
   */
  RuleKind(int kept) {
    this.kept = kept;
  }

  /** What a rule remembers before its first step. */
  public float[] start(int parameters) {
    return new float[Math.multiplyExact(kept, parameters)];
  }

  /**
   * The rule of this kind.
   *
   * @param state as {@link #start} makes it or a rule of this kind left it; modified by the rule
   */
  public UpdateRule of(Hyperparameters hyperparameters, Model model, float[] state) {
    UpdateRule rule = rateOfBiases(rule(hyperparameters, state), hyperparameters, model);
    double decay = hyperparameters.find(Hyperparameter.WEIGHT_DECAY).orElse(0.0);
    return decay == 0 ? rule : new DecoupledDecay(rule, decay, model.weights());
  }

  private static UpdateRule rateOfBiases(
      ElementwiseRule rule, Hyperparameters hyperparameters, Model model) {
    double factor = hyperparameters.find(Hyperparameter.BIAS_RATE_FACTOR).orElse(1.0);
    if (factor == 1) {
      return rule;
    }
    List<Segment> ofNorms = places(Role.NORM_BIAS, model);
    return new BiasRate(rule, factor, ofNorms.isEmpty() ? places(Role.BIAS, model) : ofNorms);
  }

  private static List<Segment> places(Role role, Model model) {
    return model.arrays().stream()
        .filter(array -> array.role() == role)
        .map(ParameterArray::place)
        .toList();
  }

  private ElementwiseRule rule(Hyperparameters hyperparameters, float[] state) {
    return switch (this) {
      case PLAIN -> new PlainDescent();
      case MOMENTUM -> new Momentum(hyperparameters.get(Hyperparameter.MOMENTUM), state);
      case NESTEROV -> new Nesterov(hyperparameters.get(Hyperparameter.MOMENTUM), state);
      case ADAGRAD -> new Adagrad(hyperparameters.get(Hyperparameter.EPSILON), state);
      case RMSPROP ->
          new RmsProp(
              hyperparameters.get(Hyperparameter.RMS_DECAY),
              hyperparameters.get(Hyperparameter.EPSILON),
              state);
      case ADAM, ADAMW -> adam(hyperparameters, state);
    };
  }

  private static Adam adam(Hyperparameters hyperparameters, float[] state) {
    return new Adam(
        hyperparameters.get(Hyperparameter.BETA1),
        hyperparameters.get(Hyperparameter.BETA2),
        hyperparameters.get(Hyperparameter.EPSILON),
        state);
  }
}
