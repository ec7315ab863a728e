package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.optim.FusedDescent;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.Momentum;
import org.sparkgrad.optim.Schedule;
import org.sparkgrad.penalty.L2;

/** 64 cells of softmax on raw pixels, 8 learning rates x 8 penalties, with batches of 200 rows. */
final class BenchmarkGrid {
  static final int CELLS = 64;

  private static final int SIDE = 8;
  private static final int BATCH = 200;
  private static final int VALIDATION = 1000;
  private static final double MOMENTUM = 0.9;

  private final RddObjective objective;

  BenchmarkGrid(LabelledRows images) {
    objective = RawSoftmax.objective(images.blocks(), images.rows() - VALIDATION, BATCH);
  }

  /** Makes steps of all cells in one pass. */
  void trainFused(int steps) {
    List<FusedDescent.Member> members = new ArrayList<>();
    for (int cell = 0; cell < CELLS; cell++) {
      members.add(
          new FusedDescent.Member(descent(cell, steps), RawSoftmax.parameters(), step -> {}));
    }
    new FusedDescent(objective).run(members, 0, () -> {});
  }

  /** Makes steps of each cell by itself. */
  void trainSeparately(int steps, int parallelism) {
    ExecutorService threads = Executors.newFixedThreadPool(parallelism);
    List<CompletableFuture<Void>> cells = new ArrayList<>();
    for (int i = 0; i < CELLS; i++) {
      int cell = i;
      cells.add(CompletableFuture.runAsync(() -> train(cell, steps), threads));
    }
    cells.forEach(CompletableFuture::join);
    threads.shutdown();
  }

  private void train(int cell, int steps) {
    descent(cell, steps).run(RawSoftmax.parameters(), 0, step -> {});
  }

  private GradientDescent descent(int cell, int steps) {
    double rate = 1e-3 * (1 + cell % SIDE);
    double strength = 1e-3 * (1 + cell / SIDE);
    return new GradientDescent(
        objective,
        new L2(strength, 1, RawSoftmax.MODEL.weights()),
        new Momentum(MOMENTUM, RawSoftmax.MODEL.parameters()),
        Schedule.constant(rate),
        steps);
  }
}
