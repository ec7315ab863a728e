package org.sparkgrad.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.optim.GradientDescent.Outcome;
import org.sparkgrad.penalty.L1;
import org.sparkgrad.penalty.L1Subgradient;
import org.sparkgrad.penalty.L2;
import org.sparkgrad.penalty.MaxNorm;
import org.sparkgrad.penalty.Penalty;
import org.sparkgrad.penalty.SumOfPenalties;

class GradientDescentTest {
  private static final Penalty NONE = new SumOfPenalties(List.of());
  private static final List<Segment> FIRST = List.of(new Segment(0, 1));

  /** {@code sum_i c_i (w_i - m_i)^2 / 2}. */
  private static Objective quadratic(double[] curvature, double[] minimum) {
    return (w, iteration) -> {
      double loss = 0;
      float[] gradient = new float[w.length];
      for (int i = 0; i < w.length; i++) {
        double slope = curvature[i] * (w[i] - minimum[i]);
        gradient[i] = (float) slope;
        loss += slope * (w[i] - minimum[i]) / 2;
      }
      return new LossAndGradient(loss, gradient);
    };
  }

  private static Objective losses(double... losses) {
    return (w, iteration) -> new LossAndGradient(losses[(int) iteration], new float[w.length]);
  }

  private static Outcome run(Objective objective, float[] parameters, long iterations) {
    return new GradientDescent(
            objective, NONE, new Momentum(0, parameters.length), Schedule.constant(0.1), iterations)
        .run(parameters, 0, step -> {});
  }

  /** {@code w_t = m + (1 - rate c)^t (w_0 - m)}. */
  @Test
  void plainDescentOfAQuadraticFollowsItsClosedForm() {
    float[] w = {4, -3};
    Outcome outcome = run(quadratic(new double[] {1, 4}, new double[] {1, 2}), w, 20);
    assertEquals(1 + Math.pow(0.9, 20) * 3, w[0], 2e-6);
    assertEquals(2 + Math.pow(0.6, 20) * -5, w[1], 2e-6);
    assertEquals(new Outcome(StopReason.ITERATIONS, 20), outcome);
  }

  /**
   * With momentum u the error e obeys {@code e_(t+1) = (1 + u - rate c) e_t - u e_(t-1)}, from
   * {@code e_1 = (1 - rate c) e_0}. For u = 0.25 and rate c = 0.25 the characteristic equation
   * {@code z^2 - z + 1/4 = 0} has the double root 1/2, so {@code e_t = (1 + t / 2) e_0 / 2^t}.
   */
  @Test
  void momentumOnAQuadraticFollowsItsClosedForm() {
    for (int iterations = 1; iterations < 15; iterations++) {
      float[] w = {9};
      new GradientDescent(
              quadratic(new double[] {1}, new double[] {1}),
              NONE,
              new Momentum(0.25, 1),
              Schedule.constant(0.25),
              iterations)
          .run(w, 0, step -> {});
      double error = (1 + iterations / 2.0) * 8 / Math.pow(2, iterations);
      assertEquals(1 + error, w[0], 2e-6, iterations + " iterations");
    }
  }

  @Test
  void theScheduleScalesEachStep() {
    float[] w = {0};
    Objective slopeOne = (at, iteration) -> new LossAndGradient(0, new float[] {1});
    new GradientDescent(slopeOne, NONE, new Momentum(0, 1), t -> Math.pow(10, (int) t), 4)
        .run(w, 0, step -> {});
    assertEquals(-1111, w[0]);
  }

  @Test
  void thePenaltyPullsTheMinimumTowardsZero() {
    float[] w = {5, 5};
    new GradientDescent(
            quadratic(new double[] {1, 1}, new double[] {3, 3}),
            new L2(2, 0.5, FIRST),
            new Momentum(0, 2),
            Schedule.constant(0.1),
            200)
        .run(w, 0, step -> {});
    assertArrayEquals(new float[] {1, 3}, w, 1e-5f);
  }

  /** The minimum of {@code (w - 3)^2 / 2 + 2 |w|} is 1, and of {@code (w - 1)^2 / 2 + 2 |w|} 0. */
  @Test
  void theProximalStepFindsTheMinimumOfTheLasso() {
    float[] w = {5, -5};
    new GradientDescent(
            quadratic(new double[] {1, 1}, new double[] {3, 1}),
            new L1(2, List.of(new Segment(0, 2))),
            new Momentum(0, 2),
            Schedule.constant(0.1),
            300)
        .run(w, 0, step -> {});
    assertEquals(1, w[0], 1e-5);
    assertEquals(0.0, Math.abs(w[1]));
  }

  /** From 0.5 a step of 0.5 along slope -1 leads to 1, from where 0.5 * 2 is taken. */
  @Test
  void theProximalStepComesAfterTheUpdate() {
    float[] w = {0.5f};
    Objective slope = (at, iteration) -> new LossAndGradient(0, new float[] {-1});
    new GradientDescent(slope, new L1(2, FIRST), new Momentum(0, 1), Schedule.constant(0.5), 1)
        .run(w, 0, step -> {});
    assertEquals(0f, w[0]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aLossThatIsNotFiniteEndsTheRunBeforeItsStep(double bad) {
    float[] w = {1};
    assertEquals(new Outcome(StopReason.DIVERGED, 2), run(losses(1, 1, bad, 1), w, 4));
    assertEquals(1, w[0]);
  }

  @Test
  void aPenaltyThatIsNotFiniteEndsTheRun() {
    float[] w = {Float.POSITIVE_INFINITY};
    Outcome outcome =
        new GradientDescent(
                losses(0), new L1(1, FIRST), new Momentum(0, 1), Schedule.constant(1), 1)
            .run(w, 0, step -> {});
    assertEquals(new Outcome(StopReason.DIVERGED, 0), outcome);
  }

  @Test
  void aRateThatIsTooLargeDiverges() {
    Outcome outcome = run(quadratic(new double[] {1000}, new double[] {0}), new float[] {1}, 5000);
    assertEquals(StopReason.DIVERGED, outcome.stopReason());
    assertTrue(outcome.iterationsRun() > 1 && outcome.iterationsRun() < 5000);
  }

  private static Outcome runTo(
      double smallestGradient, Objective objective, Penalty penalty, float... parameters) {
    Momentum rule = new Momentum(0, parameters.length);
    return new GradientDescent(
            objective, penalty, rule, Schedule.constant(0.1), 50, smallestGradient)
        .run(parameters, 0, step -> {});
  }

  /** The gradient is 3 * 0.9^t: 1.046 at t = 10, 0.941 at t = 11. */
  @Test
  void aGradientBelowTheSmallestEndsTheRunBeforeItsStep() {
    float[] w = {4};
    Objective objective = quadratic(new double[] {1}, new double[] {1});
    assertEquals(new Outcome(StopReason.CONVERGED, 11), runTo(1, objective, NONE, w));
    assertEquals(1 + 3 * Math.pow(0.9, 11), w[0], 1e-6);
  }

  /** Of the data (3, 0), of the penalty (0, 4). */
  @Test
  void theGradientThatIsMeasuredIsThatOfDataAndPenaltyTogether() {
    Objective slope = (at, iteration) -> new LossAndGradient(0, new float[] {3, 0});
    Penalty penalty = new L2(1, 0.5, List.of(new Segment(1, 2)));
    Outcome atOnce = new Outcome(StopReason.CONVERGED, 0);
    assertEquals(atOnce, runTo(5.0001, slope, penalty, 0, 4));
    assertTrue(runTo(5, slope, penalty, 0, 4).iterationsRun() > 0);
  }

  /** Their squares are beyond the range of floats. */
  @Test
  void theNormOfALargeGradientIsMeasuredInDoubles() {
    Objective slope = (at, iteration) -> new LossAndGradient(0, new float[] {3e30f, 4e30f});
    assertEquals(StopReason.CONVERGED, runTo(5.0001e30, slope, NONE, 0, 0).stopReason());
    assertEquals(StopReason.ITERATIONS, runTo(4.9999e30, slope, NONE, 0, 0).stopReason());
  }

  @Test
  void aZeroGradientEndsNothingUnlessAsked() {
    assertEquals(StopReason.ITERATIONS, runTo(0, losses(new double[50]), NONE, 0).stopReason());
    assertEquals(StopReason.CONVERGED, runTo(Double.MIN_VALUE, losses(0), NONE, 0).stopReason());
  }

  /** Also before the first step: a run that is resumed where it had been stopped. */
  @Test
  void theListenerEndsTheRunBeforeAnotherBatchIsAsked() {
    for (int steps : new int[] {0, 3}) {
      float[] w = {4};
      List<Long> asked = new ArrayList<>();
      Objective slopeOne =
          (at, iteration) -> {
            asked.add(iteration);
            return new LossAndGradient(0, new float[] {1});
          };
      Outcome outcome =
          new GradientDescent(slopeOne, NONE, new Momentum(0, 1), Schedule.constant(1), 9)
              .run(w, 0, new StopAfter(steps));
      assertEquals(new Outcome(StopReason.EARLY_STOPPING, steps), outcome);
      assertEquals(4f - steps, w[0]);
      assertEquals(steps, asked.size());
    }
  }

  @Test
  void noIterationsLeaveTheParametersAlone() {
    float[] w = {7};
    assertEquals(new Outcome(StopReason.ITERATIONS, 0), run(losses(), w, 0));
    assertEquals(7, w[0]);
  }

  @Test
  void theListenerIsToldOfEveryStep() {
    float[] w = {4};
    List<Step> steps = new ArrayList<>();
    List<Float> seen = new ArrayList<>();
    new GradientDescent(
            quadratic(new double[] {1}, new double[] {0}),
            new L2(1, 0.5, List.of(new Segment(0, 0))),
            new Momentum(0, 1),
            Schedule.linear(0.5, 4),
            3)
        .run(
            w,
            0,
            step -> {
              steps.add(step);
              seen.add(step.parameters()[0]);
            });
    assertEquals(List.of(2f, 1.25f, 0.9375f), seen);
    assertEquals(new Step(0, 0.5, 8, 0, w), steps.get(0));
    assertEquals(new Step(1, 0.375, 2, 0, w), steps.get(1));
    assertEquals(new Step(2, 0.25, 0.78125, 0, w), steps.get(2));
    assertSame(w, steps.get(0).parameters());
  }

  @Test
  void theListenerSeesThePenaltyBeforeTheUpdate() {
    List<Step> steps = new ArrayList<>();
    new GradientDescent(
            quadratic(new double[] {1}, new double[] {0}),
            new L2(1, 0.5, FIRST),
            new Momentum(0, 1),
            Schedule.constant(0.25),
            2)
        .run(new float[] {4}, 0, steps::add);
    assertEquals(8, steps.get(0).penalty());
    assertEquals(2, steps.get(1).penalty());
  }

  /** Six iterations at once, and three, then three more from the state in which those ended. */
  @Test
  void aRunGoesOnFromAnyIterationWithTheSameBits() {
    Objective objective = quadratic(new double[] {1, 2}, new double[] {1, -1});
    float[] whole = {9, 8};
    momentumRun(objective, new Momentum(0.9, 2), 6).run(whole, 0, step -> {});
    float[] inParts = {9, 8};
    Momentum rule = new Momentum(0.9, 2);
    momentumRun(objective, rule, 3).run(inParts, 0, step -> {});
    Momentum later = new Momentum(0.9, rule.state().clone());
    Outcome outcome = momentumRun(objective, later, 6).run(inParts, 3, step -> {});
    assertArrayEquals(whole, inParts);
    assertEquals(new Outcome(StopReason.ITERATIONS, 6), outcome);
  }

  private static GradientDescent momentumRun(Objective objective, Momentum rule, long iterations) {
    return new GradientDescent(objective, NONE, rule, Schedule.linear(0.1, 6), iterations);
  }

  @Test
  void theObjectiveIsAskedForEachIterationInOrder() {
    List<Long> asked = new ArrayList<>();
    Objective objective =
        (w, iteration) -> {
          asked.add(iteration);
          return new LossAndGradient(0, new float[1]);
        };
    run(objective, new float[1], 3);
    assertEquals(List.of(0L, 1L, 2L), asked);
  }

  /** {@code sign(m) * max(|m| - threshold, 0)}. */
  private static double shrunk(double m, double threshold) {
    return Math.signum(m) * Math.max(Math.abs(m) - threshold, 0);
  }

  /**
   * The minimum of {@code (w - m)^2 / 2 + a |w| + b w^2 / 2} is m shrunk by a, over 1 + b; which is
   * also the proximal operator of the elastic net at m, by its definition.
   */
  @ParameterizedTest
  @CsvSource({"0,false", "0.5,false", "0.9,false", "0,true", "0.5,true", "0.9,true"})
  void l1AndL2LeadToTheMinimumOfTheElasticNet(double momentum, boolean nesterov) {
    double[] minimum = {3, 1, -2.5, -0.5};
    float[] w = {5, -5, 5, -5};
    List<Segment> all = List.of(new Segment(0, 4));
    new GradientDescent(
            quadratic(new double[] {1, 1, 1, 1}, minimum),
            new SumOfPenalties(List.of(new L2(0.5, 0.5, all), new L1(2, all))),
            nesterov ? new Nesterov(momentum, new float[4]) : new Momentum(momentum, 4),
            Schedule.constant(0.1),
            500)
        .run(w, 0, step -> {});
    for (int i = 0; i < 4; i++) {
      assertEquals(shrunk(minimum[i], 2) / 1.5, w[i], 1e-5);
    }
    assertEquals(0f, w[1]);
    assertEquals(0f, w[3]);
  }

  /**
   * Where w is above 0, {@code (w - 1)^2 / 2 + 2 |w|} is a parabola about -1, so that w follows the
   * closed form above, {@code w_t = (1 + t / 2) 10 / 2^t - 1}, which gives 0.09375 for t = 5 and
   * would cross zero next. There it stops, and the momentum with it.
   */
  @Test
  void momentumStopsAtTheKinkOfTheLassoAndNeverGoesUp() {
    float[] w = {9};
    List<Float> path = new ArrayList<>();
    new GradientDescent(
            quadratic(new double[] {1}, new double[] {1}),
            new L1(2, FIRST),
            new Momentum(0.25, 1),
            Schedule.constant(0.25),
            40)
        .run(w, 0, step -> path.add(step.parameters()[0]));
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i < path.size(); i++) {
      int t = i + 1;
      double at = path.get(i);
      double expected = t <= 5 ? (1 + t / 2.0) * 10 / Math.pow(2, t) - 1 : 0;
      assertEquals(expected, at, 2e-6, t + " iterations");
      double value = Math.pow(at - 1, 2) / 2 + 2 * Math.abs(at);
      assertTrue(value <= before, t + " iterations");
      before = value;
    }
  }

  /** Of all points within 1 of the origin, (0.6, 0.8) is the nearest to (3, 4). */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9})
  void maxNormLeadsToTheNearestPointOfTheBall(double momentum) {
    float[] w = {-2, 5};
    new GradientDescent(
            quadratic(new double[] {1, 1}, new double[] {3, 4}),
            new MaxNorm(1, List.of(new Segment(0, 2))),
            new Momentum(momentum, 2),
            Schedule.constant(0.1),
            500)
        .run(w, 0, step -> {});
    assertArrayEquals(new float[] {0.6f, 0.8f}, w, 1e-5f);
  }

  /** At a rate of 0.1 the subgradient of strength 2 jumps by 0.2 about the minimum at 0. */
  @Test
  void theSubgradientOfL1ComesNearZeroButDoesNotStay() {
    float[] w = {5};
    List<Float> path = new ArrayList<>();
    new GradientDescent(
            quadratic(new double[] {1}, new double[] {1}),
            new L1Subgradient(2, FIRST),
            new Momentum(0, 1),
            Schedule.constant(0.1),
            200)
        .run(w, 0, step -> path.add(step.parameters()[0]));
    for (float at : path.subList(100, 200)) {
      assertTrue(at != 0 && Math.abs(at) <= 0.4, "at " + at);
    }
  }
}
