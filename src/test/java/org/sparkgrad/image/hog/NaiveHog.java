package org.sparkgrad.image.hog;

/** Histograms straight from the definition: every pixel asks every cell and bin for its share. */
record NaiveHog(byte[] image, Hog hog) {
  /** Mean votes of a cell for a bin. */
  double vote(int row, int column, int bin) {
    double sum = 0;
    for (int y = 0; y < hog.image().height(); y++) {
      for (int x = 0; x < hog.image().width(); x++) {
        double[] gradient = gradient(y, x);
        double length = Math.hypot(gradient[0], gradient[1]);
        double degrees = (Math.toDegrees(Math.atan2(gradient[1], gradient[0])) + 360) % 180;
        sum += length * share(y, row) * share(x, column) * shareOfBin(degrees, bin);
      }
    }
    int cell = hog.cells().get(0);
    return sum / (cell * cell);
  }

  private double share(int pixel, int cell) {
    int size = hog.cells().get(0);
    if (hog.voting() == HogVoting.NONE || hog.voting() == HogVoting.ORIENTATION) {
      return pixel / size == cell ? 1 : 0;
    }
    double cells = Math.abs(pixel + 0.5 - (cell + 0.5) * size) / size;
    return Math.max(0, 1 - cells);
  }

  private double shareOfBin(double degrees, int bin) {
    double width = 180.0 / hog.orientations();
    if (hog.voting() == HogVoting.NONE || hog.voting() == HogVoting.BILINEAR) {
      return (int) (degrees / width) == bin ? 1 : 0;
    }
    double apart = Math.abs(degrees - (bin + 0.5) * width);
    return Math.max(0, 1 - Math.min(apart, 180 - apart) / width);
  }

  private double[] gradient(int y, int x) {
    if (hog.gradient() == HogGradient.LUMA && hog.image().channels() == 1) {
      return channelGradient(0, y, x);
    }
    if (hog.gradient() == HogGradient.LUMA) {
      double[] luma = new double[2];
      double[] weights = {0.299, 0.587, 0.114};
      for (int c = 0; c < 3; c++) {
        luma[0] += weights[c] * channelGradient(c, y, x)[0];
        luma[1] += weights[c] * channelGradient(c, y, x)[1];
      }
      return luma;
    }
    double[] strongest = channelGradient(0, y, x);
    for (int c = 1; c < hog.image().channels(); c++) {
      double[] other = channelGradient(c, y, x);
      if (squared(other) > squared(strongest)) {
        strongest = other;
      }
    }
    return strongest;
  }

  private static double squared(double[] gradient) {
    return gradient[0] * gradient[0] + gradient[1] * gradient[1];
  }

  private double[] channelGradient(int c, int y, int x) {
    return new double[] {
      x == 0 || x == hog.image().width() - 1 ? 0 : value(c, y, x + 1) - value(c, y, x - 1),
      y == 0 || y == hog.image().height() - 1 ? 0 : value(c, y + 1, x) - value(c, y - 1, x)
    };
  }

  private double value(int c, int y, int x) {
    return image[c * hog.image().plane() + y * hog.image().width() + x] & 0xFF;
  }
}
