package org.sparkgrad.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.report.Paragraph;

/**
 * How the noise of the batch loss depends on the batch size.
 *
 * <p>If the rows of a batch are independent, the loss of B rows has a standard deviation of {@code
 * c B^-1/2}. The exponent is the slope of {@code log noise} over {@code log B} by weighted least
 * squares; a noise of n losses has the relative standard error {@code 1 / sqrt(2n)}, so that its
 * weight is {@code 2n}, and the slope's standard error {@code 1 / sqrt(sum w (x - mean x)^2)}. Two
 * of these each way are taken for the slope's interval.
 */
final class BatchSizeStudy {
  private static final String SETTING = "batch_size";
  private static final double INDEPENDENT = -0.5;
  private static final double ERRORS = 2;

  private BatchSizeStudy() {}

  static Optional<Paragraph> of(Trials trials) {
    Optional<Trial> best = trials.best();
    if (best.isEmpty()) {
      return Optional.empty();
    }
    List<Trial> line =
        trials.line(SETTING, best.get()).stream()
            .filter(each -> each.isOk() && each.losses().isLongEnough())
            .filter(each -> each.losses().noise() > 0)
            .toList();
    return line.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Paragraph(
                "Batch size and noise",
                noises(line, trials.held(best.get(), List.of(SETTING)))
                    + " "
                    + verdict(line)
                    + " "
                    + accuracies(line)));
  }

  private static double size(Trial trial) {
    return trial.number(SETTING).orElseThrow();
  }

  private static String noises(List<Trial> line, String held) {
    List<String> noises = new ArrayList<>();
    for (Trial each : line) {
      noises.add(
          "%s with batches of %s"
              .formatted(Words.number(each.losses().noise()), Words.setting(size(each))));
    }
    return "In the last quarter of the iterations the loss of a batch varies around its smoothed curve"
        + " with a standard deviation of "
        + Words.list(noises)
        + held
        + ".";
  }

  private static String verdict(List<Trial> line) {
    double weights = 0;
    double meanX = 0;
    double meanY = 0;
    for (Trial each : line) {
      double weight = weight(each);
      weights += weight;
      meanX += weight * Math.log(size(each));
      meanY += weight * Math.log(each.losses().noise());
    }
    meanX /= weights;
    meanY /= weights;
    double spread = 0;
    double joint = 0;
    for (Trial each : line) {
      double x = Math.log(size(each)) - meanX;
      spread += weight(each) * x * x;
      joint += weight(each) * x * (Math.log(each.losses().noise()) - meanY);
    }
    double slope = joint / spread;
    double margin = ERRORS / Math.sqrt(spread);
    String exponent =
        "as the batch size to the power of %s (give or take %s)"
            .formatted(Words.number(slope), Words.number(margin));
    if (Math.abs(slope) <= margin) {
      return "Whether it changes with the batch size is open: it goes " + exponent + ".";
    }
    if (slope > 0) {
      return "It does not fall as batches grow, but rises, " + exponent + ".";
    }
    String against =
        Math.abs(slope - INDEPENDENT) <= margin
            ? "which agrees with the power of -0.5 of independent rows"
            : slope > INDEPENDENT
                ? "which is less than the power of -0.5 of independent rows"
                : "which is more than the power of -0.5 of independent rows";
    return "It falls as batches grow, %s, %s.".formatted(exponent, against);
  }

  private static double weight(Trial trial) {
    return 2.0 * trial.losses().noiseCount();
  }

  private static String accuracies(List<Trial> line) {
    Trial best = Trials.best(line).orElseThrow();
    List<String> open = new ArrayList<>();
    for (Trial each : line) {
      boolean may =
          Comparison.of(best.validation().orElseThrow(), each.validation().orElseThrow())
              == Comparison.OPEN;
      if (!each.equals(best) && may) {
        open.add(Words.setting(size(each)));
      }
    }
    return "The validation accuracy is highest with batches of %s, %s; %s."
        .formatted(
            Words.setting(size(best)),
            Words.accuracy(best.validation().orElseThrow()),
            open.isEmpty()
                ? "all others are lower by more than chance"
                : "that of " + Words.list(open) + " differs from it by no more than chance may");
  }
}
