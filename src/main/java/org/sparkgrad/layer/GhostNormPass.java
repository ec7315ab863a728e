package org.sparkgrad.layer;

import java.util.Arrays;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.RowGroups;

/** Ghost batch normalisation of floats; {@link NormRows} says in which order sums are made. */
final class GhostNormPass implements LayerPass {
  private final GhostNorm layer;
  private final Weights weights;

  /** Whether the last forward pass had statistics of its own. */
  private boolean inTraining;

  /** One for each model and group of the last forward pass. */
  private ChannelMoments[][] moments;

  GhostNormPass(GhostNorm layer, Weights weights) {
    this.layer = layer;
    this.weights = weights;
  }

  @Override
  public void forward(Batch in, Batch out, Draws draws) {
    inTraining = draws.areMade();
    RowGroups groups = inTraining ? draws.groups() : new RowGroups(in.rows());
    moments = new ChannelMoments[weights.models()][groups.count()];
    for (int i = 0; i < weights.models(); i++) {
      for (int group = 0; group < groups.count(); group++) {
        NormRows rows = rows(in, out, i, groups, group);
        moments[i][group] = inTraining ? rows.moments(layer.epsilon()) : fixed(i);
        rows.normalise(moments[i][group], scale(i), values(layer.biasIndex(), i));
      }
    }
  }

  /** The rows of a group, of a model's input and of another batch. */
  private NormRows rows(Batch in, Batch other, int model, RowGroups of, int group) {
    int copy = model * in.copies() / weights.models();
    int from = of.start(group);
    return new NormRows(
        in.values(),
        in.start(copy, from),
        other.values(),
        other.start(model, from),
        of.end(group) - from,
        in.shape());
  }

  private ChannelMoments fixed(int model) {
    float[] mean = values(layer.biasIndex() + 1, model);
    float[] variance = values(layer.biasIndex() + 2, model);
    float[] inverse = new float[variance.length];
    for (int c = 0; c < inverse.length; c++) {
      inverse[c] = ChannelMoments.inverse(variance[c], layer.epsilon());
    }
    return new ChannelMoments(mean, inverse);
  }

  private float[] scale(int model) {
    if (layer.scaled()) {
      return values(0, model);
    }
    float[] ones = new float[weights.arrays().get(0).place().size()];
    Arrays.fill(ones, 1);
    return ones;
  }

  private float[] values(int array, int model) {
    int start = weights.start(array, model);
    int size = weights.arrays().get(array).place().size();
    return Arrays.copyOfRange(weights.values(), start, start + size);
  }

  @Override
  public void backward(Batch in, Batch out, Batch dOut, Batch dIn, GroupSums gradient) {
    RowGroups own = gradient.groups();
    for (int i = 0; i < weights.models(); i++) {
      ChannelSlopes[] slopes = new ChannelSlopes[own.count()];
      for (int group = 0; group < own.count(); group++) {
        ChannelMoments fitting = moments[i][inTraining ? group : 0];
        NormRows rows = rows(in, dOut, i, own, group);
        slopes[group] = rows.slopes(fitting);
        if (dIn != null) {
          ChannelSlopes used = inTraining ? slopes[group] : slopes[group].none();
          rows.turn(fitting, scale(i), used, dIn.values(), dIn.start(i, own.start(group)));
        }
      }
      put(slopes, i, gradient);
    }
  }

  private void put(ChannelSlopes[] slopes, int model, GroupSums gradient) {
    int channels = slopes.length == 0 ? 0 : slopes[0].ofBias().length;
    gradient.put(
        weights.start(layer.biasIndex(), model),
        channels,
        (group, sums) -> System.arraycopy(slopes[group].ofBias(), 0, sums, 0, channels));
    if (layer.scaled()) {
      gradient.put(
          weights.start(0, model),
          channels,
          (group, sums) -> System.arraycopy(slopes[group].ofScale(), 0, sums, 0, channels));
    }
  }
}
