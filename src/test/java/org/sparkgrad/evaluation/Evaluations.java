package org.sparkgrad.evaluation;

/** Hand-made evaluations. */
public final class Evaluations {
  private static final int CLASSES = 10;

  private Evaluations() {}

  /** Of {@code rows} rows of class 3, {@code correct} are predicted right, the others to be 5. */
  public static Evaluation of(int correct, int rows) {
    return of(correct, rows, 0);
  }

  /** The same, but that all rows together lose {@code loss} more. */
  public static Evaluation of(int correct, int rows, double loss) {
    Evaluation evaluation = new Evaluation(CLASSES);
    for (int row = 0; row < rows; row++) {
      evaluation.confusion().add(3, row < correct ? 3 : 5);
    }
    evaluation.addLoss(0, rows * 0.5 + loss);
    return evaluation;
  }
}
