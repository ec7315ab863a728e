package org.sparkgrad.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sparkgrad.config.Hyperparameter;

/**
 * The penalties whose gradients are checked. Their strengths are powers of two, which add no
 * rounding, and large enough to show in a gradient.
 */
enum PenaltyKind {
  NONE(Map.of()),
  L2(Map.of(Hyperparameter.L2, 0x1p-4)),
  L2_FACTOR_ONE(Map.of(Hyperparameter.L2, 0x1p-4, Hyperparameter.L2_FACTOR, "one")),
  L1(Map.of(Hyperparameter.L1, 0x1p-8)),
  L1_SUBGRADIENT(Map.of(Hyperparameter.L1, 0x1p-8, Hyperparameter.L1_METHOD, "subgradient")),
  ELASTIC_NET(Map.of(Hyperparameter.L1, 0x1p-8, Hyperparameter.L2, 0x1p-4)),
  ELASTIC_NET_SUBGRADIENT(
      Map.of(
          Hyperparameter.L1,
          0x1p-8,
          Hyperparameter.L1_METHOD,
          "subgradient",
          Hyperparameter.L2,
          0x1p-4)),

  /** Of a ball that holds the weights: inside it there is no slope. */
  MAX_NORM(Map.of(Hyperparameter.MAX_NORM, 0x1p4));

  private final Map<Hyperparameter, Object> hyperparameters;

  PenaltyKind(Map<Hyperparameter, Object> hyperparameters) {
    this.hyperparameters = hyperparameters;
  }

  /** The name on the command line, such as {@code elastic-net}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names. */
  static List<String> labels() {
    return Arrays.stream(values()).map(PenaltyKind::label).toList();
  }

  static PenaltyKind ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** What asks for it. */
  Map<Hyperparameter, Object> hyperparameters() {
    return hyperparameters;
  }
}
