package org.sparkgrad.distributed;

import java.util.List;
import org.sparkgrad.model.Model;
import org.sparkgrad.penalty.Segment;

/** Lays the parameters of models side by side. */
final class Parameters {
  private Parameters() {}

  /** The parameter vector of {@code model.sideBySide(all.size())}. */
  static float[] sideBySide(Model model, List<float[]> all) {
    if (all.size() == 1) {
      return all.get(0);
    }
    float[] joined = new float[model.sideBySide(all.size()).parameters()];
    for (int i = 0; i < all.size(); i++) {
      int at = 0;
      for (Segment each : model.place(i, all.size())) {
        System.arraycopy(all.get(i), at, joined, each.start(), each.size());
        at += each.size();
      }
    }
    return joined;
  }
}
