package org.sparkgrad.gradcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sparkgrad.layer.Batch;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.LayerPass;
import org.sparkgrad.layer.LayerReference;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.layer.Weights;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.RowGroups;

/**
 * Checks one layer by itself, on a few rows of random numbers: the gradient of a random weighted
 * sum of its outputs with respect to its parameters and its inputs, in doubles against central
 * differences, and outputs and gradients in floats against those in doubles.
 */
public final class LayerCheck {
  private static final long STREAM = 0x4C61796572L;
  private static final int ROWS = 9;

  /** Of five rows and of four. */
  private static final int FIRST_GROUP = 5;

  private static final double PARAMETER_SCALE = 0.1;

  private final Layer layer;
  private final Shape shape;
  private final GradientCheck.Settings settings;
  private final List<ParameterArray> arrays;
  private final Draws draws;

  /** Parameters, then the inputs of each row. */
  private final float[] point;

  private final int parameters;
  private final float[] weightsOfOutputs;

  /** The random numbers are those of the settings' seed. */
  public LayerCheck(Layer layer, Shape shape, boolean training, GradientCheck.Settings settings) {
    this.layer = layer;
    this.shape = shape;
    this.settings = settings;
    arrays = layer.arrays(shape, 0);
    parameters = arrays.isEmpty() ? 0 : arrays.get(arrays.size() - 1).place().end();
    int[] numbers = IntStream.range(0, ROWS).toArray();
    RowGroups groups = new RowGroups(FIRST_GROUP, ROWS);
    draws = training ? new Draws(1, numbers, groups) : Draws.NONE;
    CounterRandom random = new CounterRandom(settings.seed(), STREAM);
    point = new float[parameters + ROWS * shape.size()];
    weightsOfOutputs = new float[ROWS * layer.output(shape).size()];
    draw(random);
  }

  /** Parameters near what they start from, all else from a standard normal distribution. */
  private void draw(CounterRandom random) {
    for (ParameterArray each : arrays) {
      double scale = each.isWeight() ? Math.sqrt(2.0 / each.fanIn()) : PARAMETER_SCALE;
      for (int i = each.place().start(); i < each.place().end(); i++) {
        point[i] = (float) (each.initial() + scale * random.gaussian(i));
      }
    }
    for (int i = parameters; i < point.length; i++) {
      point[i] = (float) random.gaussian(i);
    }
    for (int i = 0; i < weightsOfOutputs.length; i++) {
      weightsOfOutputs[i] = (float) random.gaussian(point.length + i);
    }
  }

  /** Compares; {@link GradientCheck.Result#floatError} is relative to the largest value. */
  public GradientCheck.Result check() {
    double[] at = IntStream.range(0, point.length).mapToDouble(i -> point[i]).toArray();
    double[] gradient = new double[point.length];
    double[] outputs = new double[weightsOfOutputs.length];
    double value = reference(at, gradient, outputs).value;
    double resolution = GradientCheck.resolution(value, settings.step());
    List<Slope> slopes = new ArrayList<>();
    int kinks = 0;
    int flat = 0;
    for (int i : along()) {
      Point above = moved(at, i, settings.step());
      Point below = moved(at, i, -settings.step());
      Slope slope =
          new Slope(name(i), (above.value - below.value) / (2 * settings.step()), gradient[i]);
      if (above.decisions != below.decisions) {
        kinks++;
      } else if (slope.largest() < resolution) {
        flat++;
      } else {
        slopes.add(slope);
      }
    }
    double error = floatError(gradient, outputs);
    return new GradientCheck.Result(slopes, kinks, flat, error, GradientCheck.FLOAT_BOUND);
  }

  /** The weighted sum at a point, and what the layer decided there. */
  private record Point(double value, int decisions) {}

  private Point moved(double[] at, int index, double step) {
    double[] there = at.clone();
    there[index] += step;
    return reference(there, new double[at.length], new double[weightsOfOutputs.length]);
  }

  /** In doubles, group by group. */
  private Point reference(double[] at, double[] gradient, double[] outputs) {
    double value = 0;
    int decisions = 0;
    for (int start = 0; start < ROWS; start = start == 0 ? FIRST_GROUP : ROWS) {
      int end = start == 0 ? FIRST_GROUP : ROWS;
      LayerReference reference = layer.reference(shape, at, 0);
      Draws own = draws.areMade() ? draws.of(start, end) : draws;
      double[][] out = reference.forward(rows(at, start, end), own);
      decisions = 31 * decisions + reference.decisions();
      double[][] dOut = new double[end - start][];
      for (int row = start; row < end; row++) {
        dOut[row - start] = new double[out[0].length];
        for (int k = 0; k < out[0].length; k++) {
          int place = row * out[0].length + k;
          dOut[row - start][k] = weightsOfOutputs[place];
          outputs[place] = out[row - start][k];
          value += weightsOfOutputs[place] * outputs[place];
        }
      }
      double[][] dIn = reference.backward(dOut, gradient);
      for (int row = start; row < end; row++) {
        int to = parameters + row * shape.size();
        System.arraycopy(dIn[row - start], 0, gradient, to, shape.size());
      }
    }
    return new Point(value, decisions);
  }

  private double[][] rows(double[] at, int start, int end) {
    return IntStream.range(start, end)
        .mapToObj(row -> parameters + row * shape.size())
        .map(from -> Arrays.copyOfRange(at, from, from + shape.size()))
        .toArray(double[][]::new);
  }

  /** Some of each trained array, and some inputs. */
  private int[] along() {
    CounterRandom random = new CounterRandom(settings.seed() + 1, STREAM);
    List<Integer> chosen = new ArrayList<>();
    for (ParameterArray each : arrays) {
      if (each.role().isTrained()) {
        choose(random, each.place().start(), each.place().size(), chosen);
      }
    }
    choose(random, parameters, point.length - parameters, chosen);
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  private void choose(CounterRandom random, int start, int size, List<Integer> chosen) {
    for (int i = 0; i < Math.min(size, settings.coordinates()); i++) {
      chosen.add(start + random.below(size, chosen.size()));
    }
  }

  private String name(int index) {
    for (ParameterArray each : arrays) {
      if (index < each.place().end()) {
        return "%s[%d]".formatted(each.name(), index - each.place().start());
      }
    }
    return "input[%d]".formatted(index - parameters);
  }

  /** The largest difference of outputs and of gradients, each relative to its largest value. */
  private double floatError(double[] gradient, double[] outputs) {
    Arena arena = new Arena();
    Shape made = layer.output(shape);
    float[] values = Arrays.copyOfRange(point, parameters, point.length);
    float[] parametersAlone = Arrays.copyOf(point, parameters);
    LayerPass pass = layer.at(shape, new Weights(parametersAlone, 1, arrays), arena);
    Batch in = new Batch(values, 1, ROWS, shape);
    Batch out = new Batch(new float[outputs.length], 1, ROWS, made);
    pass.forward(in, out, draws);
    Batch dOut = new Batch(weightsOfOutputs, 1, ROWS, made);
    Batch dIn = new Batch(new float[values.length], 1, ROWS, shape);
    RowGroups groups = new RowGroups(FIRST_GROUP, ROWS);
    GroupSums sums = GroupSums.of(parameters, groups);
    pass.backward(in, out, dOut, dIn, sums);
    float[] found = new float[point.length];
    sums.vectors().forEach(each -> GroupSums.add(each, 0, found, parameters));
    System.arraycopy(dIn.values(), 0, found, parameters, values.length);
    return Math.max(
        relativeError(gradient, found, 0, parameters),
        Math.max(
            relativeError(gradient, found, parameters, found.length),
            relativeError(outputs, out.values(), 0, outputs.length)));
  }

  private static double relativeError(double[] expected, float[] found, int start, int end) {
    double largest = 0;
    double error = 0;
    for (int i = start; i < end; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      error = Math.max(error, Math.abs(expected[i] - found[i]));
    }
    return error == 0 ? 0 : error / largest;
  }
}
