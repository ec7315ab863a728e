package org.sparkgrad.bench;

import java.util.Arrays;
import java.util.List;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.MatrixProduct;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.LinearModel;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.LossAndGradient;
import org.sparkgrad.optim.Objective;

/**
 * The data loss of softmax on raw pixels as it would be computed by someone who does not mind where
 * blocks end: gradients are summed in floats over all rows as they come. With the same kernels as
 * the real one.
 */
record PlainObjective(List<Block> blocks, BatchSampler sampler) implements Objective {
  private static final int WORKING_ROWS = 128;
  private static final LinearModel MODEL = RawSoftmax.MODEL;
  private static final PixelScaling SCALING = RawSoftmax.scaling();
  private static final Loss LOSS = new SoftmaxCrossEntropy();

  @Override
  public LossAndGradient evaluate(float[] parameters, long iteration) {
    int[] rows = sampler.rows(iteration);
    float[] gradient = new float[MODEL.parameters()];
    Model.Pass pass = MODEL.at(parameters);
    float[] inputs = new float[Math.min(WORKING_ROWS, rows.length) * MODEL.features()];
    double loss = 0;
    for (int start = 0; start < rows.length; start += WORKING_ROWS) {
      int end = Math.min(start + WORKING_ROWS, rows.length);
      loss += add(pass, Arrays.copyOfRange(rows, start, end), inputs, gradient);
    }
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= rows.length;
    }
    return new LossAndGradient(loss / rows.length, gradient);
  }

  /** Adds the gradient of some rows; returns their loss. */
  private double add(Model.Pass pass, int[] rows, float[] inputs, float[] gradient) {
    byte[] labels = new byte[rows.length];
    int block = 0;
    for (int i = 0; i < rows.length; i++) {
      while (rows[i] >= blocks.get(block).endRow()) {
        block++;
      }
      blocks.get(block).features(rows[i], SCALING, inputs, i * MODEL.features());
      labels[i] = blocks.get(block).label(rows[i]);
    }
    float[] scores = new float[rows.length * MODEL.classes()];
    pass.forward(inputs, rows.length, scores);
    float[] dScores = new float[scores.length];
    double loss = LOSS.evaluate(scores, labels, rows.length, MODEL.classes(), dScores);
    addGradient(inputs, Matrix.of(dScores, rows.length, MODEL.classes()), gradient);
    return loss;
  }

  private static void addGradient(float[] inputs, Matrix dScores, float[] gradient) {
    MatrixProduct.add(
        dScores.transposed(),
        Matrix.of(inputs, dScores.rows(), MODEL.features()),
        Matrix.of(gradient, MODEL.classes(), MODEL.features()));
    for (int row = 0; row < dScores.rows(); row++) {
      for (int j = 0; j < MODEL.classes(); j++) {
        gradient[MODEL.biasStart() + j] += dScores.values()[row * MODEL.classes() + j];
      }
    }
  }
}
