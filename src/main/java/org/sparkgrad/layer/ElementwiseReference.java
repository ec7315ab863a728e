package org.sparkgrad.layer;

/** A function of each value by itself, in doubles. */
abstract class ElementwiseReference implements LayerReference {
  private double[][] x;

  abstract double value(double x);

  abstract double slope(double x);

  /** Which side of a kink x is on; false everywhere if there is none. */
  boolean isAbove(double x) {
    return false;
  }

  @Override
  public double[][] forward(double[][] in, Draws draws) {
    x = in;
    double[][] out = new double[in.length][in[0].length];
    for (int row = 0; row < in.length; row++) {
      for (int k = 0; k < in[row].length; k++) {
        out[row][k] = value(in[row][k]);
      }
    }
    return out;
  }

  @Override
  public double[][] backward(double[][] dOut, double[] gradient) {
    double[][] dIn = new double[x.length][x[0].length];
    for (int row = 0; row < x.length; row++) {
      for (int k = 0; k < x[row].length; k++) {
        double slope = slope(x[row][k]);
        dIn[row][k] = slope == 0 ? 0 : dOut[row][k] * slope;
      }
    }
    return dIn;
  }

  @Override
  public int decisions() {
    int hash = 0;
    for (double[] row : x) {
      for (double each : row) {
        hash = 31 * hash + (isAbove(each) ? 1 : 0);
      }
    }
    return hash;
  }
}
