package org.sparkgrad.distributed;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.gradcheck.GradientCheck;
import org.sparkgrad.gradcheck.Probe;
import org.sparkgrad.gradcheck.ProbeSums;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.penalty.Penalty;

/** Checks gradients on a few rows, either where they are distributed or in memory. */
public record GradientChecker(
    RowSample sample, BatchFeatures features, GradientCheck.Settings settings) {

  /** Which of the two objectives is checked. */
  public enum Path implements Choice {
    MEMORY,
    DISTRIBUTED
  }

  /** What is known of the data loss at one point. */
  private record Answer(ProbeSums inDoubles, float[] inFloats) {}

  /** Checks one model and loss with each of the penalties, in their order. */
  public List<GradientCheck.Result> check(
      Model model, Loss loss, List<Penalty> penalties, Path path) {
    // Penalties that leave the point where it is share what it costs most to find out.
    Map<FloatBuffer, Answer> answers = new HashMap<>();
    List<GradientCheck.Result> results = new ArrayList<>();
    for (Penalty penalty : penalties) {
      GradientCheck check = new GradientCheck(model, penalty, settings);
      Answer answer =
          answers.computeIfAbsent(
              FloatBuffer.wrap(check.point()),
              key -> answer(model, loss, check.probe(loss), check.point(), path));
      results.add(check.compare(answer.inDoubles, answer.inFloats));
    }
    return results;
  }

  private Answer answer(Model model, Loss loss, Probe probe, float[] point, Path path) {
    return switch (path) {
      case MEMORY -> {
        BatchSampler all = iteration -> IntStream.range(0, rowsInMemory()).toArray();
        yield new Answer(
            new BlockProbe(probe, features, new Batch(all, 0)).over(sample.inMemory()),
            new LocalObjective(sample.inMemory(), model, loss, features, all)
                .evaluate(point, 0)
                .gradient());
      }
      case DISTRIBUTED ->
          new Answer(
              new BlockProbe(probe, features, new Batch(sample.rows(), 0)).over(sample.blocks()),
              new RddObjective(
                      sample.blocks(), model, loss, features, sample.rows(), MergeDepth.AUTOMATIC)
                  .evaluate(point, 0)
                  .gradient());
    };
  }

  private int rowsInMemory() {
    return sample.inMemory().get(sample.inMemory().size() - 1).endRow();
  }
}
