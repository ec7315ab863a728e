package org.sparkgrad.train;

/**
 * Training was asked to stop. The running iteration was made, its checkpoint is written, and a run
 * that is resumed goes on after it, to the same bits.
 */
public final class TrainingStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param first of the cells that were trained
   */
  public TrainingStoppedException(Cell first) {
    super("train %s: asked to stop".formatted(first.name()));
  }
}
