package org.sparkgrad.train;

import java.util.Map;
import java.util.function.BooleanSupplier;

/** Hears how the training of a run goes, and may end it. Several threads may call it at a time. */
@FunctionalInterface
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = (cell, point) -> {};

  /** A cell has made one iteration, and what was to be measured after it has been. */
  void iterated(Cell cell, CurvePoint point);

  /**
   * What is still to be trained, in place of anything said before: a search says it at the
   * beginning of each rung.
   *
   * @param iterations of each cell of the rung by its name, those from checkpoints included
   * @param afterwards iterations to be made when all of these are, as far as is known
   */
  default void expect(Map<String, Long> iterations, long afterwards) {}

  /**
   * The training of a cell begins, or goes on from a checkpoint.
   *
   * @param iteration that it begins with
   * @param made iterations of those {@link #expect expected} that the checkpoint has behind it
   */
  default void began(Cell cell, long iteration, long made) {}

  /** The point at the end of a curve was measured after its iteration was {@link #iterated}. */
  default void measured(Cell cell, CurvePoint point) {}

  /** A cell has come to the end of a rung and waits for the others. */
  default void waits(CellResult result) {}

  /** A cell has come to its end, be it before its last iteration. */
  default void ended(CellResult result) {}

  /**
   * Asked before a cell is trained and after each of its iterations: whether all training is to
   * stop there, to be gone on with from the checkpoint that it then leaves.
   */
  default boolean isToStop() {
    return false;
  }

  /** Hears nothing, and ends training once it is asked to. */
  static TrainingListener stopping(BooleanSupplier asked) {
    return new TrainingListener() {
      @Override
      public void iterated(Cell cell, CurvePoint point) {}

      @Override
      public boolean isToStop() {
        return asked.getAsBoolean();
      }
    };
  }

  /** Tells both, in this order; each may end training. */
  default TrainingListener and(TrainingListener second) {
    TrainingListener first = this;
    return new TrainingListener() {
      @Override
      public void iterated(Cell cell, CurvePoint point) {
        first.iterated(cell, point);
        second.iterated(cell, point);
      }

      @Override
      public void expect(Map<String, Long> iterations, long afterwards) {
        first.expect(iterations, afterwards);
        second.expect(iterations, afterwards);
      }

      @Override
      public void began(Cell cell, long iteration, long made) {
        first.began(cell, iteration, made);
        second.began(cell, iteration, made);
      }

      @Override
      public void measured(Cell cell, CurvePoint point) {
        first.measured(cell, point);
        second.measured(cell, point);
      }

      @Override
      public void waits(CellResult result) {
        first.waits(result);
        second.waits(result);
      }

      @Override
      public void ended(CellResult result) {
        first.ended(result);
        second.ended(result);
      }

      @Override
      public boolean isToStop() {
        return first.isToStop() || second.isToStop();
      }
    };
  }
}
