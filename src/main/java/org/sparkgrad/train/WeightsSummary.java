package org.sparkgrad.train;

/**
 * What tables say of a model's weights.
 *
 * @param sha256 see {@link TrainedModel#weightsSha256}
 * @param sparsity see {@link TrainedModel#sparsity}
 */
public record WeightsSummary(String sha256, double sparsity) {
  public static WeightsSummary of(TrainedModel model) {
    return new WeightsSummary(model.weightsSha256(), model.sparsity());
  }
}
