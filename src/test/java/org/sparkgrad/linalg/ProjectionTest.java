package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sparkgrad.RandomFloats.random;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {
  private static float[] apply(Projection projection, float[] rows, int count) {
    float[] out = random(count * projection.outputs(), 99);
    projection.apply(
        Matrix.of(rows, count, projection.columns()), Matrix.of(out, count, projection.outputs()));
    return out;
  }

  /** W = ((1, 2), (0, -1), (3, 0)), mean (10, 20): (11, 22) is (1, 2) away, so y = (5, -2, 3). */
  @Test
  void mapsByHand() {
    Projection projection = new Projection(new float[] {10, 20}, new float[] {1, 2, 0, -1, 3, 0});
    assertEquals(2, projection.columns());
    assertEquals(3, projection.outputs());
    float[] rows = {11, 22, 10, 20};
    assertArrayEquals(new float[] {5, -2, 3, 0, 0, 0}, apply(projection, rows, 2));
  }

  /** Row counts around the rows worked on at a time; one row by itself has the bits of many. */
  @ParameterizedTest
  @CsvSource({"1,5,3", "2,31,17", "127,7,40", "128,40,33", "129,3,1", "300,65,64"})
  void hasTheBitsOfTheOrderedLoop(int count, int columns, int outputs) {
    float[] mean = random(columns, 1);
    float[] weights = random(outputs * columns, 2);
    float[] rows = random(count * columns, 3);
    float[] expected = new float[count * outputs];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < outputs; k++) {
        float sum = 0;
        for (int j = 0; j < columns; j++) {
          sum = Math.fma(rows[i * columns + j] - mean[j], weights[k * columns + j], sum);
        }
        expected[i * outputs + k] = sum;
      }
    }
    Projection projection = new Projection(mean, weights);
    assertArrayEquals(expected, apply(projection, rows, count));
    float[] first = new float[outputs];
    System.arraycopy(expected, 0, first, 0, outputs);
    assertArrayEquals(first, apply(projection, rows, 1));
  }

  @Test
  void readsAndWritesPartsOfArraysAndNoMore() {
    Projection projection = new Projection(new float[] {1}, new float[] {2});
    float[] rows = {7, 3, 4, 7};
    float[] out = {9, 9, 9, 9, 9};
    projection.apply(new Matrix(rows, 1, 2, 1), new Matrix(out, 2, 2, 1));
    assertArrayEquals(new float[] {9, 9, 4, 6, 9}, out);
    assertArrayEquals(new float[] {7, 3, 4, 7}, rows);
  }

  @Test
  void travels() throws IOException, ClassNotFoundException {
    Projection projection = new Projection(random(9, 4), random(45, 5));
    float[] rows = random(90, 6);
    float[] expected = apply(projection, rows, 10);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(projection);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertArrayEquals(expected, apply((Projection) in.readObject(), rows, 10));
    }
  }

  @ParameterizedTest
  @CsvSource({"2,3,2,2", "2,2,2,3", "2,2,1,2"})
  void refusesOtherShapes(int rows, int columns, int outRows, int outColumns) {
    Projection projection = new Projection(new float[2], new float[4]);
    Matrix in = Matrix.of(new float[rows * columns], rows, columns);
    Matrix out = Matrix.of(new float[outRows * outColumns], outRows, outColumns);
    var error = assertThrows(IllegalArgumentException.class, () -> projection.apply(in, out));
    assertEquals(
        "projection from 2 to 2 columns: the shapes do not fit: %d x %d into %d x %d"
            .formatted(rows, columns, outRows, outColumns),
        error.getMessage());
  }

  @Test
  void refusesWeightsThatAreNoRows() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new Projection(new float[3], new float[4]));
    assertEquals(
        "projection: expected rows of as many weights as there are means,"
            + " found 4 weights and 3 means",
        error.getMessage());
  }
}
