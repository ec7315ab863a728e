package org.sparkgrad.data.synthetic;

import java.util.Locale;

/**
 * What tells the synthetic classes apart: a pattern with values in [-1, 1], at a random place.
 *
 * <p>Each is, over its random placements, the same seen in a mirror, so that a horizontal flip
 * never turns one class into another. With a random phase or polarity its mean is zero at every
 * pixel, so a linear model of pixels cannot see it. The order is that of the labels.
 */
enum SyntheticPattern {
  HORIZONTAL {
    @Override
    double value(double x, double y, Placement at) {
      return at.wave(y);
    }
  },
  SHALLOW {
    @Override
    double value(double x, double y, Placement at) {
      return at.wave(at.side() * x * HALF + y * ROOT_3_HALVES);
    }
  },
  STEEP {
    @Override
    double value(double x, double y, Placement at) {
      return at.wave(at.side() * x * ROOT_3_HALVES + y * HALF);
    }
  },
  VERTICAL {
    @Override
    double value(double x, double y, Placement at) {
      return at.wave(x);
    }
  },
  CHECKS {
    @Override
    double value(double x, double y, Placement at) {
      return at.wave(x * ROOT_HALF) * at.wave(y * ROOT_HALF);
    }
  },
  DIAMONDS {
    @Override
    double value(double x, double y, Placement at) {
      return at.wave((x + y) * HALF) * at.wave((x - y) * HALF);
    }
  },
  RINGS {
    @Override
    double value(double x, double y, Placement at) {
      return at.wave(Math.sqrt(x * x + y * y));
    }
  },
  RAYS {
    @Override
    double value(double x, double y, Placement at) {
      return StrictMath.cos(RAY_COUNT * StrictMath.atan2(y, x) + at.phase());
    }
  },
  SPOT {
    @Override
    double value(double x, double y, Placement at) {
      double inside = SPOT_RADIUS - Math.sqrt(x * x + y * y);
      return Math.max(-1, Math.min(1, inside));
    }
  },
  ZIGZAGS {
    @Override
    double value(double x, double y, Placement at) {
      double along = x / ZIGZAG_PERIOD;
      double triangle = Math.abs(along - Math.floor(along) - HALF);
      return at.wave((y + triangle * ZIGZAG_PERIOD) * ROOT_HALF);
    }
  };

  private static final double HALF = 0.5;
  private static final double ROOT_HALF = Math.sqrt(0.5);
  private static final double ROOT_3_HALVES = Math.sqrt(0.75);
  private static final int RAY_COUNT = 6;
  private static final double SPOT_RADIUS = 6;
  private static final double ZIGZAG_PERIOD = 12;

  /** The pattern at an offset, in pixels, from its centre. */
  abstract double value(double x, double y, Placement at);

  /** The class name, such as {@code synthetic_rings}. */
  String className() {
    return "synthetic_" + name().toLowerCase(Locale.ROOT);
  }

  /**
   * Where a pattern lies in one image.
   *
   * @param centreX column of the centre, in pixels
   * @param centreY row of the centre, in pixels
   * @param cosTilt cosine of a small rotation about the centre
   * @param sinTilt its sine
   * @param frequency angular frequency in radians a pixel
   * @param phase in radians
   * @param side 1 or -1: which of two mirror images
   * @param radius of the Gaussian window about the centre, in pixels
   */
  record Placement(
      double centreX,
      double centreY,
      double cosTilt,
      double sinTilt,
      double frequency,
      double phase,
      int side,
      double radius) {

    private double wave(double distance) {
      return StrictMath.cos(frequency * distance + phase);
    }
  }

  /** The pattern at a pixel: tilted about its centre and faded towards the rim of its window. */
  final double at(double column, double row, Placement at) {
    double dx = column - at.centreX();
    double dy = row - at.centreY();
    double fade = StrictMath.exp(-(dx * dx + dy * dy) / (2 * at.radius() * at.radius()));
    double x = at.cosTilt() * dx + at.sinTilt() * dy;
    double y = at.cosTilt() * dy - at.sinTilt() * dx;
    return fade * value(x, y, at);
  }
}
