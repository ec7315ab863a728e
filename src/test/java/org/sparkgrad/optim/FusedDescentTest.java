package org.sparkgrad.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sparkgrad.optim.GradientDescent.Outcome;
import org.sparkgrad.penalty.SumOfPenalties;

class FusedDescentTest {
  private static final int ITERATIONS = 20;
  private static final double SMALLEST_GRADIENT = 0.5;

  /** {@code w^2 / 2}; notes how many parameter vectors each iteration has. */
  private static final class Parabola implements GroupObjective {
    private final List<Integer> sizes = new ArrayList<>();

    @Override
    public Results evaluateAll(List<float[]> parameters, long iteration) {
      sizes.add(parameters.size());
      return new Results() {
        @Override
        public LossAndGradient get(int index) {
          float w = parameters.get(index)[0];
          return new LossAndGradient(w * w / 2, new float[] {w});
        }

        @Override
        public void close() {}
      };
    }
  }

  private static GradientDescent descent(GroupObjective objective, double rate) {
    return new GradientDescent(
        objective,
        new SumOfPenalties(List.of()),
        new Momentum(0.5, 1),
        Schedule.constant(rate),
        ITERATIONS,
        SMALLEST_GRADIENT);
  }

  /** One goes on, one is stopped after 5 steps, one converges, one diverges, one never starts. */
  private static final double[] RATES = {1e-3, 1e-3, 0.3, 1e30, 1e-3};

  private static StepListener listener(int member) {
    return switch (member) {
      case 1 -> new StopAfter(5);
      case 4 -> new StopAfter(0);
      default -> step -> {};
    };
  }

  @Test
  void membersThatStopLeaveTheOthersAsTheyAreAlone() {
    Parabola together = new Parabola();
    List<FusedDescent.Member> members = new ArrayList<>();
    List<Outcome> expected = new ArrayList<>();
    List<Float> expectedParameters = new ArrayList<>();
    for (int i = 0; i < RATES.length; i++) {
      members.add(
          new FusedDescent.Member(descent(together, RATES[i]), new float[] {4}, listener(i)));
      float[] alone = {4};
      expected.add(descent(new Parabola(), RATES[i]).run(alone, 0, listener(i)));
      expectedParameters.add(alone[0]);
    }
    AtomicInteger ended = new AtomicInteger();
    List<Outcome> found = new FusedDescent(together).run(members, 0, ended::incrementAndGet);
    assertEquals(expected, found);
    assertEquals(
        expectedParameters, members.stream().map(member -> member.parameters()[0]).toList());
    assertEquals(
        List.of(
            StopReason.ITERATIONS,
            StopReason.EARLY_STOPPING,
            StopReason.CONVERGED,
            StopReason.DIVERGED,
            StopReason.EARLY_STOPPING),
        found.stream().map(Outcome::stopReason).toList());
    assertEquals(4, together.sizes.get(0));
    assertEquals(1, together.sizes.get(ITERATIONS - 1));
    assertEquals(ITERATIONS, ended.get());
  }

  @Test
  void asksForNoBatchWhenAllHaveStopped() {
    Parabola objective = new Parabola();
    float[] w = {4};
    FusedDescent.Member member =
        new FusedDescent.Member(descent(objective, 1e-3), w, new StopAfter(2));
    assertEquals(
        List.of(new Outcome(StopReason.EARLY_STOPPING, 2)),
        new FusedDescent(objective).run(List.of(member), 0, () -> {}));
    assertEquals(List.of(1, 1), objective.sizes);
    float[] alone = {4};
    descent(new Parabola(), 1e-3).run(alone, 0, new StopAfter(2));
    assertArrayEquals(alone, w);
  }
}
