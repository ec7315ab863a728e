package org.sparkgrad.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Float sums over groups of rows, of matrix products and of columns. Within a group terms are added
 * in order; the sums of groups are reduced as {@link RowGroups} says. What is left in the end, one
 * vector for each sum, depends on nothing but the operands and the groups.
 */
public final class GroupSums {
  private final RowGroups groups;
  private final List<float[]> vectors;
  private final Arena arena;

  /**
   * @param vectors as many as the groups' reduction leaves, of one length; the caller's
   * @param arena gives buffers to work with
   */
  public GroupSums(RowGroups groups, List<float[]> vectors, Arena arena) {
    if (vectors.size() != groups.reduction().left()) {
      throw new IllegalArgumentException(
          "group sums: expected %d vectors, found %d"
              .formatted(groups.reduction().left(), vectors.size()));
    }
    this.groups = groups;
    this.vectors = vectors;
    this.arena = arena;
  }

  /** Sums in new vectors of {@code size} entries. */
  public static GroupSums of(int size, RowGroups groups) {
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < groups.reduction().left(); i++) {
      vectors.add(new float[size]);
    }
    return new GroupSums(groups, vectors, new Arena());
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
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public void putProduct(Matrix a, Matrix b, int at) {
    if (a.columns() != b.rows() || groups.rows() != b.rows()) {
      throw new IllegalArgumentException(
          "sums = A·B: the shapes do not fit: %s times %s in groups of %d rows"
              .formatted(a.shape(), b.shape(), groups.rows()));
    }
    int mark = arena.mark();
    TiledProduct product = new TiledProduct(a, b, groups, arena);
    float[][] tiles = new float[groups.count()][];
    product.forEachTile(
        (firstRow, rows, panel) -> {
          sumTile(product, firstRow, rows, panel, tiles);
          int to = at + firstRow * b.columns() + panel.firstColumn();
          for (int i = 0; i < vectors.size(); i++) {
            putTile(tiles[i], rows, panel, vectors.get(i), to, b.columns());
          }
        });
    arena.release(mark);
  }

  /** Leaves a tile of each sum in the first of {@code tiles}. */
  private void sumTile(TiledProduct product, int firstRow, int rows, Panel panel, float[][] tiles) {
    int size = rows * panel.width();
    groups
        .reduction()
        .run(
            (group, place) -> {
              if (tiles[place] == null) {
                tiles[place] = arena.take(product.largestTile());
              }
              product.sumGroup(group, firstRow, rows, panel, tiles[place]);
            },
            (place, later) -> add(tiles[later], 0, tiles[place], size));
  }

  private static void putTile(
      float[] tile, int rows, Panel panel, float[] out, int at, int rowLength) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(tile, i * panel.width(), out, at + i * rowLength, panel.columns());
    }
  }

  /** Adds the terms of one group. */
  @FunctionalInterface
  public interface Adder {
    /** Adds them in order to {@code sums}, which are 0 before. */
    void add(int group, float[] sums);
  }

  /** Puts {@code size} sums, of which the caller adds up those of each group, to {@code at}. */
  public void put(int at, int size, Adder adder) {
    int mark = arena.mark();
    float[][] sums = new float[groups.count()][];
    groups
        .reduction()
        .run(
            (group, place) -> {
              if (sums[place] == null) {
                sums[place] = arena.take(size);
              }
              Arrays.fill(sums[place], 0, size, 0);
              adder.add(group, sums[place]);
            },
            (place, later) -> add(sums[later], 0, sums[place], size));
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(sums[i], 0, vectors.get(i), at, size);
    }
    arena.release(mark);
  }

  /**
   * Puts {@code 1ᵀ·A}, the sums of the columns of A, to {@code at}.
   *
   * @param a its rows are in the groups
   */
  public void putColumnSums(Matrix a, int at) {
    put(at, a.columns(), (group, sums) -> a.rowsOf(groups, group).addColumnsTo(sums));
  }

  /** {@code sums[j] += values[from + j]} for j below {@code length}. */
  public static void add(float[] values, int from, float[] sums, int length) {
    for (int j = 0; j < length; j++) {
      sums[j] += values[from + j];
    }
  }
}
