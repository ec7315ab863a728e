package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.Cells;
import org.sparkgrad.CifarShape;
import org.sparkgrad.distributed.MergeDepth;

/** How many blocks CIFAR-10 is cut into for what is trained on it. */
class DataLayoutTest {
  private static final int ROWS = 50_000;

  /**
   * A batch has 32 rows or more in each block, and only nets of 10 million FLOP a row have more.
   */
  @ParameterizedTest
  @CsvSource({
    "linear, 4096, 16",
    "two-layer, 4096, 16",
    "conv(4:3):affine(10), 4096, 16",
    "cifar-net, 512, 16",
    "cifar-net, 1023, 16",
    "cifar-net, 1024, 32",
    "cifar-net, 2048, 64",
    "tang-2013, 32768, 64"
  })
  void followsFromWhatRowsCostAndFromTheBatch(String model, int batch, int expected) {
    Cell cell = cell(model.replace("4:3", "4,3"), batch);
    assertEquals(
        expected,
        new DataLayout(2).suiting(List.of(cell), CifarShape.DATA).of(ROWS, 3072).blocks());
  }

  @Test
  void suitsTheSmallestBatch() {
    List<Cell> cells =
        List.of(cell("cifar-net", 4096), cell("linear", 10), cell("cifar-net", 1024));
    assertEquals(32, new DataLayout(2).suiting(cells, CifarShape.DATA).of(ROWS, 3072).blocks());
  }

  @Test
  void isWhatIsAskedFor() {
    DataLayout asked = new DataLayout(2, MergeDepth.AUTOMATIC, OptionalInt.of(7));
    assertEquals(
        7,
        asked.suiting(List.of(cell("cifar-net", 4096)), CifarShape.DATA).of(ROWS, 3072).blocks());
  }

  private static Cell cell(String model, int batch) {
    return Cells.of("model=" + model, "batch-size=" + batch);
  }
}
