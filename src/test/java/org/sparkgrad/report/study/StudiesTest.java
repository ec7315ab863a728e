package org.sparkgrad.report.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkgrad.report.study.MadeUp.diverged;
import static org.sparkgrad.report.study.MadeUp.losses;
import static org.sparkgrad.report.study.MadeUp.settings;
import static org.sparkgrad.report.study.MadeUp.sparse;
import static org.sparkgrad.report.study.MadeUp.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkgrad.report.Paragraph;

/** Each statement with numbers that support it, contradict it, and leave it open. */
class StudiesTest {
  private static String text(String heading, Trial... trials) {
    List<Paragraph> found =
        Studies.of(new Trials(List.of(trials))).stream()
            .filter(each -> each.heading().equals(heading))
            .toList();
    assertEquals(1, found.size(), heading);
    return found.get(0).text();
  }

  private static void assertSays(String text, String... parts) {
    Arrays.stream(parts).forEach(part -> assertTrue(text.contains(part), part + " in: " + text));
  }

  /** Batches of 25, 100, 400 and 1,600 whose noise is that of 25 to a power. */
  private static Trial[] batches(double power, double noise, int iterations) {
    List<Trial> trials = new ArrayList<>();
    for (int size : new int[] {25, 100, 400, 1600}) {
      trials.add(
          trial(
              settings("batch_size", size),
              0.40 + 0.001 * Math.log(size),
              losses(2, 1.8, noise * Math.pow(size / 25.0, power), iterations, size)));
    }
    return trials.toArray(Trial[]::new);
  }

  @Test
  void noiseFallsAsTheRootOfTheBatchSize() {
    assertSays(
        text("Batch size and noise", batches(-0.5, 0.2, 8000)),
        "It falls as batches grow",
        "which agrees with the power of -0.5 of independent rows",
        "The validation accuracy is highest with batches of 1600",
        "that of 25, 100 and 400 differs from it by no more than chance may");
  }

  @Test
  void noiseFallsOtherwise() {
    assertSays(
        text("Batch size and noise", batches(-0.2, 0.2, 8000)),
        "It falls as batches grow",
        "which is less than the power of -0.5");
    assertSays(
        text("Batch size and noise", batches(-0.8, 0.2, 8000)), "which is more than the power");
  }

  @Test
  void noiseRises() {
    assertSays(
        text("Batch size and noise", batches(0.3, 0.2, 8000)),
        "It does not fall as batches grow, but rises");
  }

  @Test
  void noiseIsOpen() {
    assertSays(
        text("Batch size and noise", batches(0, 0.2, 60)),
        "Whether it changes with the batch size is open");
  }

  private static Trial rate(double rate, double accuracy, double from, double to) {
    return trial(settings("learning_rate", rate), accuracy, losses(from, to, 0.001, 400, 1));
  }

  @Test
  void ratesAreTooLargeAndTooSmall() {
    assertSays(
        text(
            "Learning rates",
            rate(0.0001, 0.12, 2.303, 2.29),
            rate(0.01, 0.40, 2.303, 1.7),
            rate(0.1, 0.395, 2.303, 1.72),
            rate(1, 0.2, 2.303, 5),
            diverged(settings("learning_rate", 10.0))),
        "Of 5 learning rates from 0.0001 to 10: training did not converge at 1 (from a loss of 2.3",
        "and 10 (the loss left the range of finite numbers)",
        "The loss hardly moved at 0.0001 (from 2.30",
        "where 0.01 brought it to 1.77",
        "The validation accuracy is highest at 0.01, 0.4000 (0.38",
        "; at 0.1 it differs by no more than chance may");
  }

  @Test
  void noRateIsTooLargeOrTooSmall() {
    String text = text("Learning rates", rate(0.01, 0.40, 2.3, 1.7), rate(0.02, 0.35, 2.3, 1.75));
    assertSays(
        text,
        "none is so large that training did not converge",
        "None is so small that the loss hardly moved",
        "more than at any other by more than chance");
    assertFalse(text.contains("against what is expected"), text);
  }

  @Test
  void ratesAreOutOfOrder() {
    assertSays(
        text(
            "Learning rates",
            rate(0.0001, 0.2, 2.3, 5),
            rate(0.01, 0.40, 2.3, 1.7),
            rate(1, 0.12, 2.3, 2.29)),
        "against what is expected");
  }

  private static Trial scheduled(String schedule, double rate, double accuracy) {
    return trial(
        settings(
            "learning_rate",
            rate,
            "schedule",
            schedule,
            "decay_factor",
            schedule.equals("step") ? 0.5 : null),
        accuracy);
  }

  @Test
  void halvingTheRateHelps() {
    assertSays(
        text(
            "A rate that falls: schedule step",
            scheduled("constant", 0.1, 0.30),
            scheduled("step", 0.1, 0.40),
            scheduled("constant", 0.01, 0.36),
            scheduled("step", 0.01, 0.36)),
        "higher in 1 (learning rate 0.1) and no different by more than chance may in 1 of 2 pairs",
        "Where one of them is best, with learning rate 0.1, it is 0.4000",
        "the falling rate is better");
  }

  @Test
  void halvingTheRateHurtsOrIsOpen() {
    assertSays(
        text(
            "A rate that falls: schedule step",
            scheduled("constant", 0.1, 0.40),
            scheduled("step", 0.1, 0.30)),
        "lower in 1 (learning rate 0.1) of 1 pair of cells",
        "the falling rate is worse");
    assertSays(
        text(
            "A rate that falls: schedule step",
            scheduled("constant", 0.1, 0.40),
            scheduled("step", 0.1, 0.405)),
        "it is open which is better");
  }

  private static Trial epochs(double epochs, double accuracy) {
    return trial(settings("epochs", epochs), accuracy);
  }

  @Test
  void moreEpochsStopPaying() {
    assertSays(
        text(
            "How many epochs: cells",
            epochs(1, 0.35),
            epochs(2, 0.37),
            epochs(4, 0.40),
            epochs(8, 0.405)),
        "Of cells trained for 1, 2, 4 and 8 epochs",
        "highest after 8 epochs, 0.4050",
        "; after 4 epochs it is already 0.4000",
        "did not pay by more than chance");
  }

  @Test
  void moreEpochsStillPay() {
    assertSays(
        text("How many epochs: cells", epochs(1, 0.35), epochs(2, 0.40), epochs(4, 0.45)),
        "more epochs still paid at the end");
  }

  @Test
  void moreEpochsHurt() {
    assertSays(
        text("How many epochs: the course of cell-1", MadeUp.course(0.40, 0.45, 0.50, 0.46, 0.42)),
        "Measured 5 times in 5 epochs",
        "highest after 3 epochs, 0.5000",
        "every point before is lower by more than chance",
        "At the end, after 5 epochs, it is lower by more than chance: 0.4200",
        "less that on the validation part is 0.01 at first and 0.05 at the end");
  }

  @Test
  void moreEpochsChangeNothing() {
    assertSays(
        text("How many epochs: the course of cell-1", MadeUp.course(0.40, 0.41, 0.405)),
        "; after 1 epoch it is already 0.4000",
        "More epochs, up to 3, changed it by no more than chance may");
  }

  @Test
  void aPenaltyHasABestWeight() {
    String text =
        text(
            "Weights of the L1 penalty",
            sparse(settings("l1", 0.0, "l2", 0.0), 0.35, 0),
            sparse(settings("l1", 0.001, "l2", 0.0), 0.40, 0.25),
            sparse(settings("l1", 0.1, "l2", 0.0), 0.20, 0.99),
            sparse(settings("l1", 0.1, "l2", 1.0), 0.90, 0.5));
    assertSays(
        text,
        "Of 3 weights of the L1 penalty from 0 to 0.1, the validation accuracy is highest with 0.001: 0.4000",
        "Without the penalty it is 0.3500",
        "lower by more than chance",
        "With 0.1 it is 0.2000",
        "Of the weights 25 % are exactly 0 there, and 99 % with 0.1");
  }

  @Test
  void aPenaltyMayNotHelp() {
    assertSays(
        text(
            "Weights of the L2 penalty",
            trial(settings("l2", 0.0), 0.40),
            trial(settings("l2", 0.001), 0.405)),
        "Without the penalty it is 0.4000",
        "different by no more than chance may");
    String none =
        text(
            "Weights of the L2 penalty",
            trial(settings("l2", 0.0), 0.40),
            trial(settings("l2", 1.0), 0.30));
    assertSays(none, "highest with 0: 0.4000", "With 1 it is 0.3000");
  }

  private static String l1AgainstL2(double l1, double l2) {
    return text(
        "L1 against L2",
        trial(settings("l1", 0.0, "l2", 0.0), 0.5),
        trial(settings("l1", 0.001, "l2", 0.0), l1),
        trial(settings("l1", 0.0, "l2", 0.01), l2));
  }

  @Test
  void comparesL1AndL2() {
    assertSays(l1AgainstL2(0.4, 0.3), "The best weight of L1, 0.001", "L1 is better");
    assertSays(l1AgainstL2(0.3, 0.4), "that of L2, 0.01, to 0.4000", "L2 is better");
    assertSays(l1AgainstL2(0.4, 0.41), "it is open which is better");
  }

  /** Through the best cell, with what it has of other settings. */
  @Test
  void holdsWhatElseVaries() {
    List<Trial> trials = new ArrayList<>();
    for (double l2 : new double[] {0, 1}) {
      for (double rate : new double[] {0.01, 0.1}) {
        trials.add(
            trial(
                settings("learning_rate", rate, "seed", l2),
                rate + 0.3 * l2,
                losses(2, 1, 0.1, 400, 1)));
      }
    }
    assertSays(
        text("Learning rates", trials.toArray(Trial[]::new)),
        "Of 2 learning rates from 0.01 to 0.1, with seed 1:");
  }

  @Test
  void saysNothingWithoutNumbers() {
    assertEquals(List.of(), Studies.of(new Trials(List.of())));
    assertEquals(List.of(), Studies.of(new Trials(List.of(diverged(settings("l2", 1.0))))));
    assertEquals(List.of(), Studies.of(new Trials(List.of(trial(settings(), 0.4)))));
  }
}
