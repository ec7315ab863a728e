package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupSumsTest {
  private static Matrix random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Matrix.of(values, rows, columns);
  }

  /** Vectors that hold what must be overwritten. */
  private static GroupSums sums(int size, RowGroups groups) {
    GroupSums sums = GroupSums.of(size, groups);
    sums.vectors().forEach(vector -> Arrays.fill(vector, Float.NaN));
    return sums;
  }

  /** One entry by a plain loop over the terms and a stack of the groups' sums. */
  private static List<Float> expected(Matrix a, Matrix b, RowGroups groups, int i, int j) {
    Deque<Float> left = new ArrayDeque<>();
    for (int group = 0; group < groups.count(); group++) {
      float sum = 0;
      for (int p = groups.start(group); p < groups.end(group); p++) {
        sum = Math.fma(a.values()[i * a.columns() + p], b.values()[p * b.columns() + j], sum);
      }
      for (int k = 0; k < groups.reduction().additions()[group]; k++) {
        sum = left.pop() + sum;
      }
      left.push(sum);
    }
    List<Float> inOrder = new ArrayList<>();
    left.descendingIterator().forEachRemaining(inOrder::add);
    return inOrder;
  }

  /** The shapes of training, and those around the edges of tiles. */
  @ParameterizedTest
  @CsvSource({
    "1,4,1",
    "10,13,40",
    "16,5,32",
    "17,5,33",
    "40,20,150",
    "0,4,4",
    "32,9,16",
    "641,12,130"
  })
  void aProductIsTheSumOfItsGroupsAddedAsIsSaid(int m, int k, int n) {
    Matrix a = random(m, k, 1);
    Matrix b = random(k, n, 2);
    int[] ends = {1, 1, 3, k - 1, k};
    for (int[] additions :
        new int[][] {{0, 0, 0, 0, 0}, {0, 1, 0, 1, 0}, {0, 1, 0, 1, 2}, {0, 0, 0, 0, 4}}) {
      RowGroups groups = new RowGroups(ends, new Reduction(additions));
      GroupSums sums = sums(m * n + 3, groups);
      sums.putProduct(a, b, 2);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          List<Float> found = new ArrayList<>();
          for (float[] vector : sums.vectors()) {
            found.add(vector[2 + i * n + j]);
          }
          assertEquals(expected(a, b, groups, i, j), found);
        }
      }
      assertArrayEquals(
          new float[] {Float.NaN, Float.NaN, Float.NaN},
          new float[] {
            sums.vectors().get(0)[0], sums.vectors().get(0)[1], sums.vectors().get(0)[m * n + 2]
          });
    }
  }

  @Test
  void columnSumsByHand() {
    GroupSums sums =
        sums(4, new RowGroups(new int[] {1, 2, 4}, new Reduction(new int[] {0, 1, 0})));
    sums.putColumnSums(new Matrix(new float[] {9, 1, 2, 3, 4, 5, 6, 7, 8}, 1, 4, 2), 1);
    assertArrayEquals(new float[] {Float.NaN, 4, 6, Float.NaN}, sums.vectors().get(0));
    assertArrayEquals(new float[] {Float.NaN, 12, 14, Float.NaN}, sums.vectors().get(1));
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Matrix b = Matrix.of(new float[12], 4, 3);
    GroupSums sums = GroupSums.of(6, new RowGroups(4));
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> sums.putProduct(Matrix.of(new float[6], 2, 3), b, 0));
    assertEquals(
        "sums = A·B: the shapes do not fit: 2 x 3 times 4 x 3 in groups of 4 rows",
        error.getMessage());
    GroupSums others = GroupSums.of(6, new RowGroups(3));
    assertThrows(
        IllegalArgumentException.class,
        () -> others.putProduct(Matrix.of(new float[8], 2, 4), b, 0));
  }

  @Test
  void groupsMustAscend() {
    var error = assertThrows(IllegalArgumentException.class, () -> new RowGroups(3, 2));
    assertEquals("row groups: expected ascending ends, found 2 after 3", error.getMessage());
    assertEquals(0, new RowGroups().rows());
  }

  @Test
  void thereMustBeSumsToAdd() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> new Reduction(new int[] {0, 1, 2}));
    assertEquals(
        "reduction: expected at most 1 additions after sum 2, found 2", error.getMessage());
    assertEquals(2, new Reduction(new int[] {0, 0, 1}).left());
  }

  @Test
  void groupsAndTheirReductionAreOfOneNumber() {
    assertThrows(
        IllegalArgumentException.class, () -> new RowGroups(new int[] {1, 2}, Reduction.none(1)));
  }
}
