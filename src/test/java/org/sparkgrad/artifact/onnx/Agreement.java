package org.sparkgrad.artifact.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.evaluation.Evaluator;
import org.sparkgrad.train.TrainedModel;

/** How far Sparkgrad's own predictions and those of ONNX Runtime are from each other. */
final class Agreement {
  static final double PROBABILITY = 1e-5;

  /** Relative to the scores; two scores that are closer are a tie. */
  private static final double SCORE = 2e-5;

  private final OwnScores own;
  private final TrainedModel trained;
  private final Path file;

  private int rows;
  private int sameClass;
  private double largestDifference;

  Agreement(TrainedModel trained, Path file) throws IOException {
    this.trained = trained;
    this.file = file;
    own = new OwnScores(trained);
    try (OutputStream out = Files.newOutputStream(file)) {
      OnnxFile.of(trained, "0").writeTo(out);
    }
  }

  /** Compares images, some at a time. */
  Agreement on(byte[] pixels, int atATime, long... shapeOfRow) throws OrtException {
    int length = (int) (shapeOfRow[0] * shapeOfRow[1] * shapeOfRow[2]);
    try (OnnxSession session = new OnnxSession(file)) {
      for (int from = 0; from < pixels.length; from += atATime * length) {
        int count = Math.min(atATime, (pixels.length - from) / length);
        byte[] part = new byte[count * length];
        System.arraycopy(pixels, from, part, 0, part.length);
        OnnxSession.Result found =
            session.run(part, count, shapeOfRow[0], shapeOfRow[1], shapeOfRow[2]);
        compare(own.of(part, count), found);
      }
    }
    return this;
  }

  /** Compares rows that are vectors. */
  Agreement on(float[] values, int rows) throws OrtException {
    try (OnnxSession session = new OnnxSession(file)) {
      compare(own.of(values, rows), session.run(values, rows, values.length / rows));
    }
    return this;
  }

  private void compare(List<float[]> expected, OnnxSession.Result found) {
    assertEquals(expected.size(), found.classes().length);
    for (int row = 0; row < expected.size(); row++) {
      float[] scores = expected.get(row);
      compareScores(scores, found.scores()[row], (int) found.classes()[row]);
      Optional<double[]> probabilities = trained.loss().probabilities(wide(scores));
      assertEquals(probabilities.isPresent(), found.probabilities().isPresent());
      if (probabilities.isPresent()) {
        double[] others = wide(found.probabilities().get()[row]);
        assertArrayEquals(probabilities.get(), others, PROBABILITY);
        for (int j = 0; j < others.length; j++) {
          double difference = Math.abs(probabilities.get()[j] - others[j]);
          largestDifference = Math.max(largestDifference, difference);
        }
      }
    }
  }

  private void compareScores(float[] expected, float[] found, int foundClass) {
    int expectedClass = Evaluator.prediction(expected, 0, expected.length);
    double near = 0;
    for (float each : expected) {
      near = Math.max(near, SCORE * Math.max(1, Math.abs(each)));
    }
    assertArrayEquals(wide(expected), wide(found), near);
    assertEquals(Evaluator.prediction(found, 0, found.length), foundClass);
    assertEquals(expected[expectedClass], expected[foundClass], 2 * near);
    rows++;
    sameClass += expectedClass == foundClass ? 1 : 0;
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = values[j];
    }
    return wide;
  }

  int rows() {
    return rows;
  }

  int sameClass() {
    return sameClass;
  }

  /** Of probabilities. */
  double largestDifference() {
    return largestDifference;
  }
}
