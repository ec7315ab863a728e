package org.sparkgrad.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Several training loops in step: each iteration evaluates the batch once for all parameter vectors
 * that are still in it, then each loop makes its own update. A loop that diverges drops out; the
 * others see nothing of it. Each loop gives the bits that it would give alone.
 */
public record FusedDescent(GroupObjective objective) {

  /**
   * One of the loops.
   *
   * @param descent its penalty, rule and schedule; all members make the same number of iterations
   * @param parameters modified
   * @param listener told of each of its finished steps
   */
  public record Member(GradientDescent descent, float[] parameters, Consumer<Step> listener) {}

  /**
   * Runs all loops.
   *
   * @param first the iteration to begin with; see {@link GradientDescent#run}
   * @return one outcome a member, in their order
   */
  public List<GradientDescent.Outcome> run(List<Member> members, long first) {
    GradientDescent.Outcome[] outcomes = new GradientDescent.Outcome[members.size()];
    List<Integer> running = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      running.add(i);
    }
    long iterations = members.get(0).descent().iterations();
    for (long iteration = first; iteration < iterations && !running.isEmpty(); iteration++) {
      running = step(members, running, iteration, outcomes);
    }
    for (int i : running) {
      Member member = members.get(i);
      outcomes[i] = member.descent().finish(member.parameters(), first);
    }
    return List.of(outcomes);
  }

  /** Returns those that go on; the others get their outcome. */
  private List<Integer> step(
      List<Member> members,
      List<Integer> running,
      long iteration,
      GradientDescent.Outcome[] outcomes) {
    List<float[]> parameters = new ArrayList<>();
    running.forEach(i -> parameters.add(members.get(i).parameters()));
    List<Optional<Step>> steps;
    try (GroupObjective.Results data = objective.evaluateAll(parameters, iteration)) {
      steps =
          IntStream.range(0, running.size())
              .parallel()
              .mapToObj(
                  place -> update(members.get(running.get(place)), data.get(place), iteration))
              .toList();
    }
    List<Integer> goOn = new ArrayList<>();
    for (int place = 0; place < running.size(); place++) {
      int i = running.get(place);
      if (steps.get(place).isEmpty()) {
        outcomes[i] = new GradientDescent.Outcome(StopReason.DIVERGED, iteration);
      } else {
        goOn.add(i);
        members.get(i).listener().accept(steps.get(place).get());
      }
    }
    return goOn;
  }

  private static Optional<Step> update(Member member, LossAndGradient data, long iteration) {
    return member.descent().step(member.parameters(), data, iteration);
  }
}
