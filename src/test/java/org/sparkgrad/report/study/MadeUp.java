package org.sparkgrad.report.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.sparkgrad.report.Share;

/** Cells with made-up numbers. */
final class MadeUp {
  static final int ROWS = 5000;
  private static final BatchLosses NONE = new BatchLosses(new double[0]);

  private MadeUp() {}

  /** Settings by name and value, one after the other. */
  static Map<String, Object> settings(Object... namesAndValues) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }

  static Optional<Share> share(double accuracy) {
    return Optional.of(new Share(Math.round(accuracy * ROWS), ROWS));
  }

  static Trial trial(Map<String, Object> settings, double accuracy, BatchLosses losses) {
    return new Trial("cell", settings, "ok", share(accuracy), Optional.of(0.0), losses, List.of());
  }

  static Trial trial(Map<String, Object> settings, double accuracy) {
    return trial(settings, accuracy, NONE);
  }

  static Trial sparse(Map<String, Object> settings, double accuracy, double sparsity) {
    return new Trial(
        "cell", settings, "ok", share(accuracy), Optional.of(sparsity), NONE, List.of());
  }

  static Trial diverged(Map<String, Object> settings) {
    return new Trial(
        "cell", settings, "diverged", Optional.empty(), Optional.empty(), NONE, List.of());
  }

  /** From one loss to another in a straight line, and noise of a normal distribution around it. */
  static BatchLosses losses(double from, double to, double noise, int iterations, long seed) {
    Random random = new Random(seed);
    return new BatchLosses(
        IntStream.range(0, iterations)
            .mapToDouble(
                t -> from + (to - from) * t / (iterations - 1) + noise * random.nextGaussian())
            .toArray());
  }

  /** A course measured after each epoch. */
  static Trial course(double... accuracies) {
    List<Trial.Measured> course = new ArrayList<>();
    for (int i = 0; i < accuracies.length; i++) {
      course.add(
          new Trial.Measured(
              i + 1, accuracies[i] + 0.01 * (i + 1), share(accuracies[i]).orElseThrow()));
    }
    return new Trial(
        "cell-1",
        Map.of(),
        "ok",
        share(accuracies[accuracies.length - 1]),
        Optional.empty(),
        NONE,
        course);
  }
}
