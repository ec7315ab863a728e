package org.sparkgrad.gradcheck;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.penalty.Penalty;

/**
 * Compares the gradient of an objective, data loss and penalty, with central differences {@code
 * (f(x + h) - f(x - h)) / 2h} in doubles, and the float gradient of training with the one in
 * doubles.
 *
 * <p>A penalty acts by its slope, by what it does after a step, or by both. The second is checked
 * by what makes it right: a proximal step of size r that leads from z to x has {@code (z - x) / r}
 * as the penalty's slope at x. So the check draws z, lets the penalty lead it to x, and looks at x.
 * The penalty is one term per parameter, and terms that are the same at x + h and x - h cancel; so
 * only the difference of one term remains. Sources: Nocedal, Wright, "Numerical Optimization",
 * 2006, section 8.1; Parikh, Boyd, "Proximal Algorithms", 2014, section 2.3.
 */
public final class GradientCheck {
  /**
   * The gradient in floats may differ from the one in doubles by this share of the latter's maximum
   * absolute value.
   */
  public static final double FLOAT_BOUND = 0x1p-16;

  /** The learning rate of the proximal step. A power of two, which adds no rounding. */
  private static final double RATE = 1;

  /** Slopes below this many roundings of f are lost in them. */
  private static final double ROUNDINGS = 1e6;

  private final Model model;
  private final Penalty penalty;
  private final Settings settings;
  private final float[] before;
  private final float[] point;
  private final int[] along;

  /**
   * How to check.
   *
   * @param seed draws the point and the parameters to look at
   * @param coordinates how many parameters to look at in each of the model's arrays
   * @param step h
   */
  public record Settings(long seed, int coordinates, double step) {}

  public GradientCheck(Model model, Penalty penalty, Settings settings) {
    this.model = model;
    this.penalty = penalty;
    this.settings = settings;
    ParameterSample sample = new ParameterSample(model, settings.seed());
    before = sample.point();
    point = before.clone();
    penalty.afterStep(point, RATE);
    along = sample.choose(settings.coordinates());
  }

  /** The point; not to be changed. */
  public float[] point() {
    return point;
  }

  /** What it needs to know about the data loss. */
  public Probe probe(Loss loss) {
    return new Probe(model, loss, point, along, settings.step());
  }

  /**
   * Result of a check.
   *
   * @param slopes one for each parameter looked at, less those that were skipped
   * @param kinks how many were skipped because a hinge, a rectified linear unit or the size of a
   *     weight has a kink between the two ends
   * @param flat how many were skipped because both slopes are so small that rounding hides them
   * @param floatError the largest difference between the gradients in floats and doubles, over all
   *     parameters
   * @param floatBound what it may be
   */
  public record Result(
      List<Slope> slopes, int kinks, int flat, double floatError, double floatBound) {

    /** The largest relative error; infinite if no parameter is left. */
    public double worst() {
      return slopes.stream()
          .mapToDouble(Slope::relativeError)
          .max()
          .orElse(Double.POSITIVE_INFINITY);
    }

    /** Whether all slopes are within the tolerance, and all floats within their bound. */
    public boolean passes(double tolerance) {
      return worst() <= tolerance && floatError <= floatBound;
    }
  }

  /**
   * Compares the gradients.
   *
   * @param sums the answer to {@link #probe}
   * @param inFloats the gradient of the data loss at {@link #point} as training has it; not
   *     modified
   */
  public Result compare(ProbeSums sums, float[] inFloats) {
    double resolution = resolution(sums.meanLoss(), settings.step());
    List<Slope> slopes = new ArrayList<>();
    int kinks = 0;
    int flat = 0;
    for (int i = 0; i < along.length; i++) {
      Slope slope = slope(i, sums);
      if (hasKink(i, sums)) {
        kinks++;
      } else if (slope.largest() < resolution) {
        flat++;
      } else {
        slopes.add(slope);
      }
    }
    double[] smooth = smoothGradient(sums);
    double error = largestDifference(smooth, inFloats);
    return new Result(slopes, kinks, flat, error, FLOAT_BOUND * largestSize(smooth));
  }

  /** Slopes below it are lost in the rounding of a value. */
  static double resolution(double value, double step) {
    return ROUNDINGS * Math.ulp(value) / step;
  }

  private Slope slope(int index, ProbeSums sums) {
    int i = along[index];
    double x = point[i];
    double h = settings.step();
    double rise = sums.meanRise(index);
    double analytic = sums.meanGradient(i) + (before[i] - point[i]) / RATE;
    if (isWeight(i)) {
      rise += penalty.valueOf(x + h) - penalty.valueOf(x - h);
      analytic += penalty.slopeOf(x);
    }
    return new Slope(name(i), rise / (2 * h), analytic);
  }

  /** The array that a parameter belongs to, and its place in it. */
  private String name(int parameter) {
    for (ParameterArray array : model.arrays()) {
      if (parameter < array.place().end()) {
        return "%s[%d]".formatted(array.name(), parameter - array.place().start());
      }
    }
    throw new IllegalArgumentException("no parameter " + parameter);
  }

  /** Penalties have kinks only at 0. */
  private boolean hasKink(int index, ProbeSums sums) {
    int i = along[index];
    return sums.switched(index) || (isWeight(i) && Math.abs(point[i]) <= settings.step());
  }

  private boolean isWeight(int parameter) {
    return model.weights().stream()
        .anyMatch(each -> each.start() <= parameter && parameter < each.end());
  }

  /** The gradient that a step follows, in doubles. */
  private double[] smoothGradient(ProbeSums sums) {
    double[] gradient = new double[point.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = sums.meanGradient(i);
    }
    for (Segment weights : model.weights()) {
      for (int i = weights.start(); i < weights.end(); i++) {
        gradient[i] += penalty.slopeOf(point[i]);
      }
    }
    return gradient;
  }

  private double largestDifference(double[] smooth, float[] inFloats) {
    float[] gradient = inFloats.clone();
    penalty.addGradient(point, gradient);
    double largest = 0;
    for (int i = 0; i < smooth.length; i++) {
      double difference = Math.abs(smooth[i] - gradient[i]);
      largest = Math.max(largest, difference);
    }
    return largest;
  }

  private static double largestSize(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
