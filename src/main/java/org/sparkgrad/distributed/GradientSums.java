package org.sparkgrad.distributed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.optim.LossAndGradient;

/** The sums of models that are trained side by side, one {@link GradientSum} each. */
final class GradientSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final GradientSum[] sums;

  GradientSums(int models) {
    sums = new GradientSum[models];
    for (int i = 0; i < models; i++) {
      sums[i] = new GradientSum();
    }
  }

  GradientSum of(int model) {
    return sums[model];
  }

  /** Adds other sums, which may be used no longer. */
  GradientSums merge(GradientSums other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i].merge(other.sums[i]);
    }
    return this;
  }

  /** The mean loss and gradient of each model. */
  List<LossAndGradient> means() {
    List<LossAndGradient> means = new ArrayList<>();
    for (GradientSum sum : sums) {
      means.add(sum.mean());
    }
    return means;
  }
}
