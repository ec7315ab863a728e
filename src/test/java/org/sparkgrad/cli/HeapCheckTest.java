package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkgrad.Cells;

class HeapCheckTest {
  private static final long GIB = 1L << 30;

  private static final String NET = "model=two-layer";

  private static void require(long heap, int sums, String... settings) {
    new HeapCheck(heap, sums).require(List.of(Cells.of(settings)));
  }

  private static String refused(long heap, int sums, String... settings) {
    return assertThrows(OutOfHeapException.class, () -> require(heap, sums, settings)).getMessage();
  }

  /** 20,000 x 3,073 + 10 x 20,001 parameters: the weights, thrice, and two sums of gradients. */
  @Test
  void refusesWhatTheHeapCannotHoldAndSaysWhatWould() {
    String message = refused(GIB, 2, NET, "hidden=20000");
    assertTrue(message.contains("at least 1.19 GiB (61,660,010 parameters x 5 copies"), message);
    assertTrue(message.contains("found 1.00 GiB"), message);
    assertTrue(message.contains("--driver-memory before the command"), message);
    require(GIB + GIB / 5, 2, NET, "hidden=20000");
  }

  @Test
  void takesWhatFits() {
    require(GIB, 2, NET, "hidden=2000");
    require(GIB, 64);
  }

  /** One more task, one more sum; momentum is kept, and written to checkpoints. */
  @Test
  void countsTheSumsOfTasksAndTheStateOfRules() {
    assertEquals(6, copies(refused(GIB, 3, NET, "hidden=20000")));
    assertEquals(
        8, copies(refused(GIB, 2, NET, "hidden=20000", "update-rule=momentum", "momentum=0.9")));
  }

  private static int copies(String message) {
    return Integer.parseInt(message.replaceFirst("(?s).* x (\\d+) copies.*", "$1"));
  }
}
