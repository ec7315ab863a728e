package org.sparkgrad.gradcheck;

import java.util.Set;
import java.util.TreeSet;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.model.Model;

/** Draws the point of a gradient check, and some of the parameters to check. */
record ParameterSample(Model model, long seed) {
  private static final long BIAS_STREAM = 0x426961736573L;
  private static final long CHOICE_STREAM = 0x43686F696365L;
  private static final double BIAS_SCALE = 0.1;

  /**
   * Weights of a size that keeps scores near 1; biases from N(0, 0.1²), as a penalty that wrongly
   * includes biases would not show if they were 0; other arrays as much around what they start
   * from.
   */
  float[] point() {
    CounterRandom random = new CounterRandom(seed, BIAS_STREAM);
    float[] point = model.initialParameters(seed);
    for (ParameterArray array : model.arrays()) {
      Segment place = array.place();
      for (int i = place.start(); !array.isWeight() && i < place.end(); i++) {
        point[i] = (float) (array.initial() + BIAS_SCALE * random.gaussian(i));
      }
    }
    return point;
  }

  /**
   * This many parameters of each trained array, or all if it has fewer, in ascending order. Biases
   * are few among many weights, but as important.
   */
  int[] choose(int ofEach) {
    CounterRandom random = new CounterRandom(seed, CHOICE_STREAM);
    Set<Integer> chosen = new TreeSet<>();
    long draws = 0;
    for (ParameterArray array : model.arrays()) {
      if (!array.role().isTrained()) {
        continue;
      }
      Segment place = array.place();
      int wanted = chosen.size() + Math.min(ofEach, place.size());
      while (chosen.size() < wanted) {
        chosen.add(place.start() + random.below(place.size(), draws++));
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }
}
