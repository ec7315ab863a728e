package org.sparkgrad.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sparkgrad.RandomFloats.random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.linalg.Matrix;

class ClustersTest {
  private static final int COLUMNS = 5;

  @Test
  void meansAreThoseOfTheRowsNearest() {
    float[] rows = {0, 0, 0, 2, 10, 0, 10, 4, 10, 8};
    float[] centres = Clusters.means(Matrix.of(rows, 5, 2), new float[] {1, 1, 9, 1}, 3);
    assertArrayEquals(new float[] {0, 1, 10, 4}, centres);
  }

  /** (3, 4) twice as long, and the other way round, is one direction. */
  @Test
  void directionsHaveLengthOneAndNoSign() {
    float[] rows = {3, 4, -6, -8, 5, 0, 0.5f, 0};
    float[] centres = Clusters.directions(Matrix.of(rows, 4, 2), new float[] {0.6f, 0.8f, 1, 0}, 4);
    assertArrayEquals(new float[] {0.6f, 0.8f, 1, 0}, centres, 1e-6f);
  }

  @Test
  void aCentreWithoutRowsStays() {
    float[] rows = {1, 1, 2, 2};
    float[] start = {1, 1, -50, -50};
    assertArrayEquals(
        new float[] {1.5f, 1.5f, -50, -50}, Clusters.means(Matrix.of(rows, 2, 2), start, 2));
    float[] directions = {1, 0, 0, 1};
    float[] alongTheFirst = {3, 0, -2, 0};
    assertArrayEquals(
        directions, Clusters.directions(Matrix.of(alongTheFirst, 2, 2), directions, 2));
  }

  /** More rows than are assigned at a time; the start is left as it is. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void agreesWithPlainLoops(boolean directed) {
    int count = 7;
    Matrix rows = Matrix.of(random(300 * COLUMNS, 1), 300, COLUMNS);
    float[] start = unit(random(count * COLUMNS, 2));
    float[] before = start.clone();
    double[] expected = new double[start.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = start[i];
    }
    for (int round = 0; round < 3; round++) {
      expected = round(rows, expected, directed);
    }
    float[] found = directed ? Clusters.directions(rows, start, 3) : Clusters.means(rows, start, 3);
    for (int i = 0; i < found.length; i++) {
      assertEquals(expected[i], found[i], 1e-5);
    }
    assertArrayEquals(before, start);
  }

  private static float[] unit(float[] centres) {
    for (int start = 0; start < centres.length; start += COLUMNS) {
      double length = 0;
      for (int i = start; i < start + COLUMNS; i++) {
        length += centres[i] * centres[i];
      }
      for (int i = start; i < start + COLUMNS; i++) {
        centres[i] /= (float) Math.sqrt(length);
      }
    }
    return centres;
  }

  private static double[] round(Matrix rows, double[] centres, boolean directed) {
    int count = centres.length / COLUMNS;
    double[] sums = new double[centres.length];
    double[] divisors = new double[count];
    for (int row = 0; row < rows.rows(); row++) {
      double best = Double.NEGATIVE_INFINITY;
      int nearest = 0;
      for (int k = 0; k < count; k++) {
        double score = score(rows, row, centres, k, directed);
        if (score > best) {
          best = score;
          nearest = k;
        }
      }
      double weight = directed ? product(rows, row, centres, nearest) : 1;
      divisors[nearest]++;
      for (int j = 0; j < COLUMNS; j++) {
        sums[nearest * COLUMNS + j] += weight * rows.values()[row * COLUMNS + j];
      }
    }
    for (int k = 0; directed && k < count; k++) {
      double squares = 0;
      for (int j = 0; j < COLUMNS; j++) {
        squares += sums[k * COLUMNS + j] * sums[k * COLUMNS + j];
      }
      divisors[k] = Math.sqrt(squares);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= divisors[i / COLUMNS];
    }
    return sums;
  }

  private static double score(Matrix rows, int row, double[] centres, int k, boolean directed) {
    if (directed) {
      return Math.abs(product(rows, row, centres, k));
    }
    double squares = 0;
    for (int j = 0; j < COLUMNS; j++) {
      double distance = rows.values()[row * COLUMNS + j] - centres[k * COLUMNS + j];
      squares += distance * distance;
    }
    return -squares;
  }

  private static double product(Matrix rows, int row, double[] centres, int k) {
    double sum = 0;
    for (int j = 0; j < COLUMNS; j++) {
      sum += rows.values()[row * COLUMNS + j] * centres[k * COLUMNS + j];
    }
    return sum;
  }

  @Test
  void centresOfAnotherLengthAreRefused() {
    Matrix rows = Matrix.of(new float[6], 2, 3);
    var error =
        assertThrows(IllegalArgumentException.class, () -> Clusters.means(rows, new float[4], 1));
    assertEquals("clusters: expected centres of 3 values, found 4 values", error.getMessage());
  }
}
