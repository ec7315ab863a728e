package org.sparkgrad.layer;

import org.sparkgrad.linalg.GroupSums;

/** Group normalisation of floats, with sums in doubles. */
final class GroupNormPass implements LayerPass {
  private static final int SCALE = 0;
  private static final int BIAS = 1;

  private final GroupNorm layer;
  private final Shape shape;
  private final Weights weights;

  /** Channels of a group. */
  private final int width;

  GroupNormPass(GroupNorm layer, Shape shape, Weights weights) {
    this.layer = layer;
    this.shape = shape;
    this.weights = weights;
    width = shape.channels() / layer.groups();
  }

  /** The values of one row's group: where its first channel stands in the row, and its moments. */
  private record Group(int start, int channel, double mean, double inverse) {}

  private Group group(Batch in, int model, int row, int group) {
    int copy = model * in.copies() / weights.models();
    int start = in.start(copy, row) + group * width;
    double mean = mean(in.values(), start);
    double squares = 0;
    for (int place = 0; place < shape.places(); place++) {
      for (int c = 0; c < width; c++) {
        double centred = in.values()[start + place * shape.channels() + c] - mean;
        squares += centred * centred;
      }
    }
    double variance = squares / (shape.places() * width);
    return new Group(start, group * width, mean, 1 / Math.sqrt(variance + layer.epsilon()));
  }

  private double mean(float[] values, int start) {
    double sum = 0;
    for (int place = 0; place < shape.places(); place++) {
      for (int c = 0; c < width; c++) {
        sum += values[start + place * shape.channels() + c];
      }
    }
    return sum / (shape.places() * width);
  }

  private double scale(int model, int channel) {
    return weights.values()[weights.start(SCALE, model) + channel];
  }

  @Override
  public void forward(Batch in, Batch out, Draws draws) {
    for (int i = 0; i < weights.models(); i++) {
      for (int row = 0; row < in.rows(); row++) {
        for (int group = 0; group < layer.groups(); group++) {
          normalise(group(in, i, row, group), in.values(), i, out.values(), out.start(i, row));
        }
      }
    }
  }

  private void normalise(Group group, float[] values, int model, float[] out, int rowStart) {
    int biases = weights.start(BIAS, model);
    for (int place = 0; place < shape.places(); place++) {
      for (int c = 0; c < width; c++) {
        int at = place * shape.channels() + c;
        int channel = group.channel + c;
        double normal = (values[group.start + at] - group.mean) * group.inverse;
        out[rowStart + group.channel + at] =
            (float) (normal * scale(model, channel) + weights.values()[biases + channel]);
      }
    }
  }

  @Override
  public void backward(Batch in, Batch out, Batch dOut, Batch dIn, GroupSums gradient) {
    for (int i = 0; i < weights.models(); i++) {
      int model = i;
      gradient.put(
          weights.start(SCALE, i),
          shape.channels(),
          (group, sums) -> addScales(in, dOut, model, gradient, group, sums));
      gradient.put(
          weights.start(BIAS, i),
          shape.channels(),
          (group, sums) -> {
            int start = gradient.groups().start(group);
            int rows = gradient.groups().end(group) - start;
            dOut.places(model, start, rows).addColumnsTo(sums);
          });
      for (int row = 0; dIn != null && row < in.rows(); row++) {
        for (int group = 0; group < layer.groups(); group++) {
          turn(group(in, i, row, group), in, i, dOut, dIn, row);
        }
      }
    }
  }

  private void addScales(
      Batch in, Batch dOut, int model, GroupSums gradient, int rowGroup, float[] sums) {
    int end = gradient.groups().end(rowGroup);
    for (int row = gradient.groups().start(rowGroup); row < end; row++) {
      for (int i = 0; i < layer.groups(); i++) {
        Group group = group(in, model, row, i);
        int slopes = dOut.start(model, row) + group.channel;
        for (int place = 0; place < shape.places(); place++) {
          for (int c = 0; c < width; c++) {
            int at = place * shape.channels() + c;
            double normal = (in.values()[group.start + at] - group.mean) * group.inverse;
            sums[group.channel + c] += (float) (normal * dOut.values()[slopes + at]);
          }
        }
      }
    }
  }

  /** {@code inverse * (g - mean(g) - z * mean(g z))}, g the output's gradient times the scale. */
  private void turn(Group group, Batch in, int model, Batch dOut, Batch dIn, int row) {
    int slopes = dOut.start(model, row) + group.channel;
    double constant = 0;
    double linear = 0;
    for (int place = 0; place < shape.places(); place++) {
      for (int c = 0; c < width; c++) {
        int at = place * shape.channels() + c;
        double normal = (in.values()[group.start + at] - group.mean) * group.inverse;
        double slope = dOut.values()[slopes + at] * scale(model, group.channel + c);
        constant += slope;
        linear += slope * normal;
      }
    }
    int count = shape.places() * width;
    int to = dIn.start(model, row) + group.channel;
    for (int place = 0; place < shape.places(); place++) {
      for (int c = 0; c < width; c++) {
        int at = place * shape.channels() + c;
        double normal = (in.values()[group.start + at] - group.mean) * group.inverse;
        double slope = dOut.values()[slopes + at] * scale(model, group.channel + c);
        double rest = slope - (constant + normal * linear) / count;
        dIn.values()[to + at] = (float) (group.inverse * rest);
      }
    }
  }
}
