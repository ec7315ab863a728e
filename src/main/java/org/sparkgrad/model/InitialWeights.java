package org.sparkgrad.model;

import java.util.function.ToDoubleFunction;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.linalg.Segment;

/** Draws initial parameters. */
final class InitialWeights {
  private static final long STREAM = 0x57656967687473L;

  private InitialWeights() {}

  /**
   * Weights from a normal distribution of mean 0, biases zero.
   *
   * @param deviation the standard deviation of the weights of a matrix
   */
  static float[] draw(Model model, long seed, ToDoubleFunction<ParameterArray> deviation) {
    CounterRandom random = new CounterRandom(seed, STREAM);
    float[] parameters = new float[model.parameters()];
    for (ParameterArray array : model.arrays()) {
      if (array.isMatrix()) {
        Segment place = array.place();
        double scale = deviation.applyAsDouble(array);
        for (int i = place.start(); i < place.end(); i++) {
          parameters[i] = (float) (scale * random.gaussian(i));
        }
      }
    }
    return parameters;
  }
}
