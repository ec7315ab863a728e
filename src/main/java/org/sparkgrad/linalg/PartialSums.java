package org.sparkgrad.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Float sums over groups of rows, of matrix products and of columns. Within a group terms are added
 * in order; the sums of groups are added to one another as {@link RowGroups} says. What is left in
 * the end, one vector for each sum, depends on nothing but the operands and the groups.
 */
public final class PartialSums {
  private final RowGroups groups;
  private final List<float[]> vectors = new ArrayList<>();

  /**
   * @param size entries of each vector; they hold anything until something is put there
   */
  public PartialSums(int size, RowGroups groups) {
    this.groups = groups;
    for (int i = 0; i < groups.left(); i++) {
      vectors.add(FloatArrays.take(size));
    }
  }

  public RowGroups groups() {
    return groups;
  }

  /** The sums that are left, in the order of the groups. */
  public List<float[]> vectors() {
    return vectors;
  }

  /**
   * Puts A·B, where A is m x k, B is k x n and the rows of B are in the groups, row by row to
   * {@code at}.
   *
   * @throws IllegalArgumentException where the shapes do not fit
   */
  public void putProduct(Matrix a, Matrix b, int at) {
    if (a.columns() != b.rows() || groups.rows() != b.rows()) {
      throw new IllegalArgumentException(
          "sums = A·B: the shapes do not fit: %s times %s in groups of %d rows"
              .formatted(a.shape(), b.shape(), groups.rows()));
    }
    TiledProduct product = new TiledProduct(a, b, groups);
    float[][] tiles = new float[groups.count()][];
    product.forEachTile(
        (firstRow, rows, panel) -> {
          sumTile(product, firstRow, rows, panel, tiles);
          int to = at + firstRow * b.columns() + panel.firstColumn();
          for (int i = 0; i < vectors.size(); i++) {
            putTile(tiles[i], rows, panel, vectors.get(i), to, b.columns());
          }
        });
  }

  /** Leaves a tile of each sum in the first of {@code tiles}. */
  private void sumTile(TiledProduct product, int firstRow, int rows, Panel panel, float[][] tiles) {
    int size = rows * panel.width();
    int left = 0;
    for (int group = 0; group < groups.count(); group++) {
      if (tiles[left] == null) {
        tiles[left] = new float[product.largestTile()];
      }
      product.sumGroup(group, firstRow, rows, panel, tiles[left]);
      left = addLast(tiles, left + 1, groups.additions()[group], size);
    }
  }

  private static void putTile(
      float[] tile, int rows, Panel panel, float[] out, int at, int rowLength) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(tile, i * panel.width(), out, at + i * rowLength, panel.columns());
    }
  }

  /**
   * Puts {@code 1ᵀ·A}, the sums of the columns of A, to {@code at}.
   *
   * @param a its rows are in the groups
   */
  public void putColumnSums(Matrix a, int at) {
    float[][] sums = new float[groups.count()][a.columns()];
    int left = 0;
    for (int group = 0; group < groups.count(); group++) {
      Arrays.fill(sums[left], 0);
      for (int row = groups.start(group); row < groups.end(group); row++) {
        add(a.values(), a.offset() + row * a.columns(), sums[left], a.columns());
      }
      left = addLast(sums, left + 1, groups.additions()[group], a.columns());
    }
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(sums[i], 0, vectors.get(i), at, a.columns());
    }
  }

  /**
   * Adds the last of some sums to the one before it, {@code times} times.
   *
   * @param count how many sums there are; of each the first {@code length} entries count
   * @return how many are left
   */
  public static int addLast(float[][] sums, int count, int times, int length) {
    for (int last = count - 1; last >= count - times; last--) {
      add(sums[last], 0, sums[last - 1], length);
    }
    return count - times;
  }

  /** {@code sums[j] += values[from + j]} for j below {@code length}. */
  public static void add(float[] values, int from, float[] sums, int length) {
    for (int j = 0; j < length; j++) {
      sums[j] += values[from + j];
    }
  }
}
