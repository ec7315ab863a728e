package org.sparkgrad.model;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.Role;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.linalg.Segment;

/** Draws initial parameters. */
final class InitialWeights {
  private static final long STREAM = 0x57656967687473L;
  private static final int FILTER_DIMENSIONS = 4;

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

  /** Weights and biases uniform between -1 and 1 over the root of the number of inputs. */
  static float[] uniform(Model model, long seed) {
    CounterRandom random = new CounterRandom(seed, STREAM);
    float[] parameters = draw(model, seed, array -> 0);
    for (ParameterArray array : model.arrays()) {
      double bound = 1 / Math.sqrt(array.fanIn());
      Segment place = array.place();
      boolean drawn = array.isWeight() || array.role() == Role.BIAS;
      for (int i = place.start(); drawn && i < place.end(); i++) {
        parameters[i] = (float) (bound * (2 * random.uniform(i) - 1));
      }
    }
    return parameters;
  }

  /** The same, but for the filters that hand on one channel each. */
  static float[] identity(Model model, long seed) {
    float[] parameters = uniform(model, seed);
    for (ParameterArray array : model.arrays()) {
      if (array.isWeight() && array.shape().size() == FILTER_DIMENSIONS) {
        handOn(array, parameters);
      }
    }
    return parameters;
  }

  /** The array's dimensions are filters, rows, columns, channels. */
  private static void handOn(ParameterArray array, float[] parameters) {
    int channels = array.shape().get(3);
    int columns = array.shape().get(2);
    int middle = array.shape().get(1) / 2 * columns + columns / 2;
    for (int n = 0; n < Math.min(channels, array.shape().get(0)); n++) {
      int start = array.place().start() + n * array.rowLength();
      Arrays.fill(parameters, start, start + array.rowLength(), 0);
      parameters[start + middle * channels + n] = 1;
    }
  }
}
