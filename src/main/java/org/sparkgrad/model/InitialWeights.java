package org.sparkgrad.model;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.linalg.Segment;

/** Draws initial parameters. */
final class InitialWeights {
  private static final long STREAM = 0x57656967687473L;

  private InitialWeights() {}

  /**
   * Weights from a normal distribution of mean 0; other arrays start from what they say.
   *
   * @param deviation the standard deviation of the weights of an array
   */
  static float[] draw(Model model, long seed, ToDoubleFunction<ParameterArray> deviation) {
    CounterRandom random = new CounterRandom(seed, STREAM);
    float[] parameters = new float[model.parameters()];
    for (ParameterArray array : model.arrays()) {
      Segment place = array.place();
      if (!array.isWeight()) {
        Arrays.fill(parameters, place.start(), place.end(), array.initial());
      } else {
        double scale = deviation.applyAsDouble(array);
        for (int i = place.start(); i < place.end(); i++) {
          parameters[i] = (float) (scale * random.gaussian(i));
        }
      }
    }
    return parameters;
  }
}
