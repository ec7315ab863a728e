package org.sparkgrad.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Several training loops in step: each iteration evaluates the batch once for all parameter vectors
 * that are still in it, then each loop makes its own update. A loop that ends drops out; the others
 * see nothing of it. Each loop gives the bits that it would give alone.
 */
public record FusedDescent(GroupObjective objective) {

  /**
   * One of the loops.
   *
   * @param descent its penalty, rule and schedule; all members make the same number of iterations
   * @param parameters modified
   * @param listener receives each of its finished steps, and is asked before each one
   */
  public record Member(GradientDescent descent, float[] parameters, StepListener listener) {}

  /**
   * Runs all loops.
   *
   * @param first the iteration to begin with; see {@link GradientDescent#run}
   * @param iterationEnded run when the listeners have been told of an iteration's steps
   * @return one outcome a member, in their order
   */
  public List<GradientDescent.Outcome> run(
      List<Member> members, long first, Runnable iterationEnded) {
    GradientDescent.Outcome[] outcomes = new GradientDescent.Outcome[members.size()];
    List<Integer> running = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      running.add(i);
    }
    long iterations = members.get(0).descent().iterations();
    for (long iteration = first; iteration < iterations && !running.isEmpty(); iteration++) {
      running = willing(members, running, iteration, outcomes);
      running = step(members, running, iteration, outcomes);
      iterationEnded.run();
    }
    for (int i : running) {
      Member member = members.get(i);
      outcomes[i] = member.descent().finish(member.parameters(), first);
    }
    return List.of(outcomes);
  }

  /** Returns those that go on; those that their listeners end get their outcome. */
  private static List<Integer> willing(
      List<Member> members,
      List<Integer> running,
      long iteration,
      GradientDescent.Outcome[] outcomes) {
    List<Integer> goOn = new ArrayList<>();
    for (int i : running) {
      Optional<StopReason> stop = members.get(i).listener().stop();
      if (stop.isPresent()) {
        outcomes[i] = new GradientDescent.Outcome(stop.get(), iteration);
      } else {
        goOn.add(i);
      }
    }
    return goOn;
  }

  /** Returns those that go on; the others get their outcome. */
  private List<Integer> step(
      List<Member> members,
      List<Integer> running,
      long iteration,
      GradientDescent.Outcome[] outcomes) {
    if (running.isEmpty()) {
      return running;
    }
    List<float[]> parameters = new ArrayList<>();
    running.forEach(i -> parameters.add(members.get(i).parameters()));
    List<Attempt> attempts;
    try (GroupObjective.Results data = objective.evaluateAll(parameters, iteration)) {
      attempts =
          IntStream.range(0, running.size())
              .parallel()
              .mapToObj(
                  place -> attempt(members.get(running.get(place)), data.get(place), iteration))
              .toList();
    }
    List<Integer> goOn = new ArrayList<>();
    for (int place = 0; place < running.size(); place++) {
      int i = running.get(place);
      if (attempts.get(place) instanceof GradientDescent.Outcome outcome) {
        outcomes[i] = outcome;
      } else {
        goOn.add(i);
        members.get(i).listener().after((Step) attempts.get(place));
      }
    }
    return goOn;
  }

  private static Attempt attempt(Member member, LossAndGradient data, long iteration) {
    return member.descent().step(member.parameters(), data, iteration);
  }
}
