package org.sparkgrad.report.plot;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;

/** Marks a point. */
final class Dot {
  private Dot() {}

  static Shape of(double radius) {
    return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
  }
}
