package org.sparkgrad.convnet;

import java.util.Random;
import java.util.function.IntFunction;
import org.sparkgrad.layer.Shape;

/**
 * Compares results of an engine, entries drawn at random, with the sums of a convolution's
 * definition in double precision, as the time of wrong results means nothing.
 */
final class ConvolutionCheck {
  private static final int ENTRIES = 50;

  private final ConvolutionOperands operands;
  private final Shape in;
  private final Shape out;
  private final int kernel;
  private final int padding;
  private final Random random = new Random(2);

  ConvolutionCheck(ConvolutionOperands operands) {
    this.operands = operands;
    in = operands.shape.in;
    out = operands.shape.out();
    kernel = operands.shape.layer.kernel();
    padding = operands.shape.layer.padding();
  }

  /** A sum, and how far rounding may take it. */
  private static final class Sum {
    private double value;
    private double magnitude;
    private int terms;

    void add(double term) {
      value += term;
      magnitude += Math.abs(term);
      terms++;
    }

    /** Twice the bound of a sum's rounding errors, in whatever order its terms were added. */
    boolean fits(float found) {
      return Math.abs(found - value) <= terms * 0x1p-23 * magnitude;
    }
  }

  /**
   * @param work what is checked
   * @throws IllegalStateException if an entry is off by more than rounding can explain
   */
  void require(Work work, Convolving.Convolved results) {
    require("output", this::output, results.outputs());
    if (work == Work.GRADIENTS) {
      require("gradient of filters", this::dFilter, results.dFilters());
      require("gradient of input", this::dInput, results.dInputs());
    }
  }

  private void require(String name, IntFunction<Sum> sum, float[] found) {
    for (int n = 0; n < ENTRIES; n++) {
      int place = random.nextInt(found.length);
      require(name, place, sum.apply(place), found);
    }
  }

  private void require(String name, int place, Sum expected, float[] found) {
    if (!expected.fits(found[place])) {
      throw new IllegalStateException(
          "convolution of %s, %s: expected %s at %d, found %s"
              .formatted(operands.shape, name, expected.value, place, found[place]));
    }
  }

  private Sum output(int place) {
    int n = place % out.channels();
    int x = place / out.channels() % out.width();
    int y = place / out.channels() / out.width() % out.height();
    int row = place / out.size();
    Sum sum = new Sum();
    for (int k = 0; k < kernel * kernel * in.channels(); k++) {
      int c = k % in.channels();
      int j = k / in.channels() % kernel;
      int i = k / in.channels() / kernel;
      sum.add(filter(n, i, j, c) * input(row, y + i - padding, x + j - padding, c));
    }
    return sum;
  }

  private Sum dFilter(int place) {
    int c = place % in.channels();
    int j = place / in.channels() % kernel;
    int i = place / in.channels() / kernel % kernel;
    int n = place / in.channels() / kernel / kernel;
    Sum sum = new Sum();
    for (int k = 0; k < ConvolutionShape.ROWS * out.places(); k++) {
      int x = k % out.width();
      int y = k / out.width() % out.height();
      int row = k / out.places();
      sum.add(dOutput(row, y, x, n) * input(row, y + i - padding, x + j - padding, c));
    }
    return sum;
  }

  private Sum dInput(int place) {
    int c = place % in.channels();
    int x = place / in.channels() % in.width();
    int y = place / in.channels() / in.width() % in.height();
    int row = place / in.size();
    Sum sum = new Sum();
    for (int k = 0; k < kernel * kernel * out.channels(); k++) {
      int n = k % out.channels();
      int j = k / out.channels() % kernel;
      int i = k / out.channels() / kernel;
      sum.add(filter(n, i, j, c) * dOutput(row, y - i + padding, x - j + padding, n));
    }
    return sum;
  }

  private double filter(int n, int i, int j, int c) {
    return operands.filters[((n * kernel + i) * kernel + j) * in.channels() + c];
  }

  private double input(int row, int y, int x, int c) {
    return entry(operands.inputs, in, row, y, x, c);
  }

  private double dOutput(int row, int y, int x, int n) {
    return entry(operands.dOutputs, out, row, y, x, n);
  }

  /** Zero outside of the map. */
  private static double entry(float[] values, Shape shape, int row, int y, int x, int channel) {
    if (y < 0 || y >= shape.height() || x < 0 || x >= shape.width()) {
      return 0;
    }
    return values[((row * shape.height() + y) * shape.width() + x) * shape.channels() + channel];
  }
}
