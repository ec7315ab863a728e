package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sparkgrad.RandomFloats.random;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products with patches have the bits of loops over the padded images. */
class PatchesTest {
  private static final int IMAGES = 3;

  static Stream<PatchGrid> grids() {
    return Stream.of(
        new PatchGrid(5, 7, 4, 1, 1, 1, 3, 3, 1, 5, 7),
        new PatchGrid(6, 6, 3, 1, 0, 0, 2, 2, 1, 5, 5),
        new PatchGrid(9, 8, 5, 1, 2, 2, 5, 5, 2, 5, 4),
        new PatchGrid(8, 8, 2, 1, 0, 0, 3, 3, 3, 2, 2),
        new PatchGrid(4, 3, 17, 2, 1, 1, 3, 3, 1, 7, 6),
        new PatchGrid(6, 7, 3, 1, -2, -2, 2, 2, 1, 4, 5),
        new PatchGrid(4, 5, 3, 3, -1, -1, 1, 1, 1, 9, 12),
        new PatchGrid(4, 5, 3, 2, -3, -2, 2, 2, 1, 5, 4),
        new PatchGrid(1, 1, 33, 1, 0, 0, 1, 1, 1, 1, 1));
  }

  /** The value at a place of a patch: 0 outside of the spread image. */
  private static float at(PatchGrid grid, float[] images, int row, int k) {
    int image = row / grid.patches();
    int place = row % grid.patches();
    int y = place / grid.outWidth() * grid.stride() + k / grid.runLength() - grid.top();
    int column = k % grid.runLength() / grid.channels();
    int x = place % grid.outWidth() * grid.stride() + column - grid.left();
    if (y < 0 || x < 0 || y % grid.spread() != 0 || x % grid.spread() != 0) {
      return 0;
    }
    int down = y / grid.spread();
    int right = x / grid.spread();
    if (down >= grid.height() || right >= grid.width()) {
      return 0;
    }
    int start = ((image * grid.height() + down) * grid.width() + right) * grid.channels();
    return images[start + k % grid.channels()];
  }

  private static float[] images(PatchGrid grid) {
    return random(2 + IMAGES * grid.height() * grid.width() * grid.channels(), 1);
  }

  private static float[] loaded(float[] images) {
    return Arrays.copyOfRange(images, 2, images.length);
  }

  @ParameterizedTest
  @MethodSource("grids")
  void productsAddTermsInOrder(PatchGrid grid) {
    float[] loaded = loaded(images(grid));
    for (int n : new int[] {1, 5, 24, 32, 64, 70}) {
      int rows = IMAGES * grid.patches();
      float[] b = random(grid.patchSize() * n, 2);
      float[] c = random(rows * n, 3);
      float[] expected = c.clone();
      for (int i = 0; i < rows * n; i++) {
        for (int k = 0; k < grid.patchSize(); k++) {
          float left = at(grid, loaded, i / n, k);
          expected[i] = Math.fma(left, b[k * n + i % n], expected[i]);
        }
      }
      Patches patches = new Patches(grid, IMAGES, new Arena());
      patches.load(images(grid), 2, IMAGES);
      patches.multiply(
          Panels.of(Matrix.of(b, grid.patchSize(), n)), Matrix.of(c, rows, n), new Arena());
      assertArrayEquals(expected, c, n + " columns");
    }
  }

  @ParameterizedTest
  @MethodSource("grids")
  void transposedProductsAddPatchesInOrder(PatchGrid grid) {
    float[] loaded = loaded(images(grid));
    for (int n : new int[] {1, 5, 24, 32, 64, 70}) {
      int rows = IMAGES * grid.patches();
      float[] b = random(rows * n, 2);
      float[] c = random(grid.patchSize() * n, 3);
      float[] expected = c.clone();
      for (int i = 0; i < expected.length; i++) {
        for (int row = 0; row < rows; row++) {
          float left = at(grid, loaded, row, i / n);
          expected[i] = Math.fma(left, b[row * n + i % n], expected[i]);
        }
      }
      Patches patches = new Patches(grid, IMAGES, new Arena());
      patches.load(images(grid), 2, IMAGES);
      patches.multiplyTransposed(
          Matrix.of(b, rows, n), Matrix.of(c, grid.patchSize(), n), new Arena());
      assertArrayEquals(expected, c, n + " columns");
    }
  }

  /** What was loaded before leaves no trace, in an arena with numbers in it. */
  @ParameterizedTest
  @MethodSource("grids")
  void fewerImagesAndUsedBuffersChangeNothing(PatchGrid grid) {
    Arena arena = new Arena();
    Arrays.fill(arena.take(IMAGES * grid.paddedSize() + 9), Float.NaN);
    arena.release(0);
    Patches patches = new Patches(grid, IMAGES, arena);
    float[] others = random(images(grid).length, 7);
    patches.load(others, 0, IMAGES);
    patches.load(images(grid), 2, 1);
    Matrix b = Matrix.of(random(grid.patchSize() * 4, 2), grid.patchSize(), 4);
    Matrix found = Matrix.of(new float[grid.patches() * 4], grid.patches(), 4);
    patches.multiply(Panels.of(b), found, new Arena());
    Patches alone = new Patches(grid, 1, new Arena());
    alone.load(images(grid), 2, 1);
    Matrix expected = Matrix.of(new float[grid.patches() * 4], grid.patches(), 4);
    alone.multiply(Panels.of(b), expected, new Arena());
    assertArrayEquals(expected.values(), found.values());
  }

  @Test
  void refusesOtherShapes() {
    PatchGrid grid = new PatchGrid(5, 7, 4, 1, 1, 1, 3, 3, 1, 5, 7);
    Patches patches = new Patches(grid, 1, new Arena());
    patches.load(images(grid), 2, 1);
    Matrix c = Matrix.of(new float[35 * 2], 35, 2);
    Panels tooShort = Panels.of(Matrix.of(new float[35 * 2], 35, 2));
    assertThrows(IllegalArgumentException.class, () -> patches.multiply(tooShort, c, new Arena()));
    assertThrows(
        IllegalArgumentException.class, () -> patches.multiplyTransposed(c, c, new Arena()));
  }
}
