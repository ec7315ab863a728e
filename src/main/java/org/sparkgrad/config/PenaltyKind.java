package org.sparkgrad.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.model.Model;
import org.sparkgrad.penalty.L1;
import org.sparkgrad.penalty.L1Subgradient;
import org.sparkgrad.penalty.L2;
import org.sparkgrad.penalty.MaxNorm;
import org.sparkgrad.penalty.Penalty;
import org.sparkgrad.penalty.SumOfPenalties;

/**
 * The penalties, by the hyperparameters that ask for them, for their gradients to be checked. The
 * strengths are powers of two, which add no rounding, and large enough to show in a gradient.
 */
public enum PenaltyKind implements Choice {
  NONE(Map.of()),
  L2(Map.of(Hyperparameter.L2, 0x1p-4)),
  L2_FACTOR_ONE(Map.of(Hyperparameter.L2, 0x1p-4, Hyperparameter.L2_FACTOR, L2Factor.ONE)),
  L1(Map.of(Hyperparameter.L1, 0x1p-8)),
  L1_SUBGRADIENT(Map.of(Hyperparameter.L1, 0x1p-8, Hyperparameter.L1_METHOD, L1Method.SUBGRADIENT)),
  ELASTIC_NET(Map.of(Hyperparameter.L1, 0x1p-8, Hyperparameter.L2, 0x1p-4)),
  ELASTIC_NET_SUBGRADIENT(
      Map.of(
          Hyperparameter.L1,
          0x1p-8,
          Hyperparameter.L1_METHOD,
          L1Method.SUBGRADIENT,
          Hyperparameter.L2,
          0x1p-4)),

  /** Of a ball that holds the weights: inside it there is no slope. */
  MAX_NORM(Map.of(Hyperparameter.MAX_NORM, 0x1p4));

  private final Map<Hyperparameter<?>, Object> hyperparameters;

  PenaltyKind(Map<Hyperparameter<?>, Object> hyperparameters) {
    this.hyperparameters = hyperparameters;
  }

  /** What asks for it. */
  public Map<Hyperparameter<?>, Object> hyperparameters() {
    return hyperparameters;
  }

  /**
   * The sum of the penalties that hyperparameters ask for. Where no gradient is followed, either
   * method of L1 has the same value.
   */
  public static Penalty of(Hyperparameters hyperparameters, Model model) {
    List<Penalty> terms = new ArrayList<>();
    double l2 = hyperparameters.find(Hyperparameter.L2).orElse(0.0);
    double l1 = hyperparameters.find(Hyperparameter.L1).orElse(0.0);
    double maxNorm = hyperparameters.find(Hyperparameter.MAX_NORM).orElse(0.0);
    if (l2 > 0) {
      double factor = hyperparameters.get(Hyperparameter.L2_FACTOR).value();
      terms.add(new L2(l2, factor, model.weights()));
    }
    if (l1 > 0) {
      terms.add(
          switch (hyperparameters.find(Hyperparameter.L1_METHOD).orElse(L1Method.PROXIMAL)) {
            case PROXIMAL -> new L1(l1, model.weights());
            case SUBGRADIENT -> new L1Subgradient(l1, model.weights());
          });
    }
    if (maxNorm > 0) {
      terms.add(new MaxNorm(maxNorm, model.weightRows()));
    }
    return new SumOfPenalties(List.copyOf(terms));
  }
}
