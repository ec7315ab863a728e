package org.sparkgrad.convnet;

import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.Shape;

/**
 * The convolutions of {@code cifar-net}: the one of its frozen first layer, and the five different
 * ones that are trained.
 */
public enum ConvolutionShape {
  /** Only ever made forward, as its filters are frozen and nobody needs a gradient of pixels. */
  WHITEN(3, 32, 24, 2, 0),
  FIRST(24, 31, 32, 3, 1),
  SECOND(32, 15, 32, 3, 1),
  THIRD(32, 15, 128, 3, 1),
  FOURTH_AND_FIFTH(128, 7, 128, 3, 1),
  SIXTH(128, 3, 128, 3, 1);

  /** As many as are normalised together in training. */
  static final int ROWS = 64;

  final Shape in;
  final Convolution layer;

  ConvolutionShape(int channels, int side, int filters, int kernel, int padding) {
    in = new Shape(channels, side, side);
    layer = new Convolution("convolution", filters, kernel, 1, padding, false, false);
  }

  Shape out() {
    return layer.output(in);
  }

  /** The size of all filters. */
  int filterValues() {
    return layer.filters() * layer.kernel() * layer.kernel() * in.channels();
  }

  /** Whether training needs this. */
  boolean needs(Work work) {
    return this != WHITEN || work == Work.FORWARD;
  }

  /** Multiplications and additions; each gradient is a product of as many as the way forward. */
  double flop(Work work) {
    return (double) work.products() * ROWS * layer.flop(in);
  }

  /** {@code SIDE x SIDE x CHANNELS, FILTERS of KERNEL x KERNEL}. */
  @Override
  public String toString() {
    int kernel = layer.kernel();
    return "%s, %d of %d x %d".formatted(in, layer.filters(), kernel, kernel);
  }
}
