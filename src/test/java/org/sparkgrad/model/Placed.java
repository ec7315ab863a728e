package org.sparkgrad.model;

import java.util.List;
import org.sparkgrad.linalg.Segment;

/** Values that lie in segments of a vector. */
final class Placed {
  private Placed() {}

  /** One segment after another. */
  static float[] at(float[] values, List<Segment> segments) {
    float[] found = new float[segments.stream().mapToInt(Segment::size).sum()];
    int to = 0;
    for (Segment each : segments) {
      System.arraycopy(values, each.start(), found, to, each.size());
      to += each.size();
    }
    return found;
  }
}
