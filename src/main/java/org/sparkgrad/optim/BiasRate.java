package org.sparkgrad.optim;

import java.util.List;
import org.sparkgrad.linalg.Segment;

/**
 * A learning rate of their own for biases: {@code factor} times that of the weights.
 *
 * <p>Sources: Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional
 * neural networks", 2012, the code of which doubles it; Jordan, "94% on CIFAR-10 in 3.29 seconds on
 * a single GPU", 2024, with a factor of 64 for the biases of normalisations.
 *
 * @param rule moves weights and biases
 * @param biases segments in ascending order
 */
public record BiasRate(ElementwiseRule rule, double factor, List<Segment> biases)
    implements UpdateRule {
  @Override
  public void step(float[] parameters, float[] gradient, double learningRate, long iteration) {
    int start = 0;
    for (Segment bias : biases) {
      Segment weights = new Segment(start, bias.start());
      rule.step(weights, parameters, gradient, learningRate, iteration);
      rule.step(bias, parameters, gradient, factor * learningRate, iteration);
      start = bias.end();
    }
    Segment rest = new Segment(start, parameters.length);
    rule.step(rest, parameters, gradient, learningRate, iteration);
  }

  @Override
  public void moved(float[] before, float[] after) {
    rule.moved(before, after);
  }

  @Override
  public float[] state() {
    return rule.state();
  }
}
