package org.sparkgrad.report.templates;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.model.Network;

/**
 * The units between two affine layers.
 *
 * @param incoming their weights, a row for each unit
 * @param outgoing the weights that they have in the scores, a row for each class
 */
record HiddenUnits(ParameterArray incoming, ParameterArray outgoing, float[] parameters) {

  static HiddenUnits of(Network net, float[] parameters) {
    List<ParameterArray> weights = net.arrays().stream().filter(ParameterArray::isWeight).toList();
    return new HiddenUnits(weights.get(0), weights.get(1), parameters);
  }

  /** The units of the largest products of incoming and outgoing weights, in their order. */
  List<Integer> strongest(int most) {
    return IntStream.range(0, incoming.shape().get(0))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer unit) -> -weight(unit)))
        .limit(most)
        .toList();
  }

  private double weight(int unit) {
    double in = 0;
    int first = incoming.place().start() + unit * incoming.rowLength();
    for (int i = first; i < first + incoming.rowLength(); i++) {
      in += (double) parameters[i] * parameters[i];
    }
    double out = 0;
    for (int j = 0; j < classes(); j++) {
      double weight = outgoing(unit, j);
      out += weight * weight;
    }
    return Math.sqrt(in) * Math.sqrt(out);
  }

  /** The class that a unit adds most to. */
  int favourite(int unit) {
    int best = 0;
    for (int j = 1; j < classes(); j++) {
      best = outgoing(unit, j) > outgoing(unit, best) ? j : best;
    }
    return best;
  }

  private int classes() {
    return outgoing.shape().get(0);
  }

  private float outgoing(int unit, int label) {
    return parameters[outgoing.place().start() + label * outgoing.rowLength() + unit];
  }
}
