package org.sparkgrad.bench;

import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.MatrixProduct;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Model;

/** Makes {@link PlainSums}, many rows at a time, with the same kernels as the real ones. */
final class PlainWorker {
  private static final int WORKING_ROWS = 128;
  private static final Model MODEL = RawSoftmax.MODEL;
  private static final int BIASES = MODEL.classes() * MODEL.features();
  private static final FeatureScaling SCALING = RawSoftmax.scaling();
  private static final Loss LOSS = new SoftmaxCrossEntropy();

  private final PlainSums sums = new PlainSums();
  private final Model.Pass pass;
  private final float[] inputs = new float[WORKING_ROWS * MODEL.features()];
  private final int[] labels = new int[WORKING_ROWS];
  private int rows;

  PlainWorker(float[] parameters) {
    pass = MODEL.at(parameters);
  }

  void add(Block block, int row) {
    if (rows == WORKING_ROWS) {
      work();
    }
    block.features(row, SCALING, inputs, rows * MODEL.features());
    labels[rows] = block.label(row);
    rows++;
  }

  PlainSums finish() {
    work();
    return sums;
  }

  /** Adds what the collected rows contribute, and clears them. */
  private void work() {
    if (rows == 0) {
      return;
    }
    float[] scores = new float[rows * MODEL.classes()];
    pass.forward(inputs, rows, scores);
    float[] dScores = new float[scores.length];
    sums.addLoss(LOSS.evaluate(scores, labels, rows, MODEL.classes(), dScores), rows);
    addGradient(Matrix.of(dScores, rows, MODEL.classes()));
    rows = 0;
  }

  private void addGradient(Matrix dScores) {
    float[] gradient = sums.gradient();
    MatrixProduct.add(
        dScores.transposed(),
        Matrix.of(inputs, rows, MODEL.features()),
        Matrix.of(gradient, MODEL.classes(), MODEL.features()));
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < MODEL.classes(); j++) {
        gradient[BIASES + j] += dScores.values()[row * MODEL.classes() + j];
      }
    }
  }
}
