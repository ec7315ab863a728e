package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.sparkgrad.image.ImageShape;

class RowPackerTest {
  /** 32 MiB: ten images of 3 MiB, eight vectors of a million floats. */
  @Test
  void packsFewerRowsAtATimeIfTheyAreLarge() {
    assertEquals(256, new RowPacker(null, 3072).rowsAtOnce());
    assertEquals(256, new RowPacker(new ImageShape(3, 32, 32), 3072).rowsAtOnce());
    assertEquals(10, new RowPacker(new ImageShape(3, 1024, 1024), 3 << 20).rowsAtOnce());
    assertEquals(8, new RowPacker(null, 1 << 20).rowsAtOnce());
    assertEquals(1, new RowPacker(null, 1 << 28).rowsAtOnce());
  }
}
