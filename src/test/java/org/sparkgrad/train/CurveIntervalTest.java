package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CurveIntervalTest {
  private static List<Long> due(CurveInterval interval, int batch, int rows, long iterations) {
    return LongStream.rangeClosed(1, iterations)
        .filter(done -> interval.isDue(done, batch, rows))
        .boxed()
        .toList();
  }

  private static CurveInterval epochs(String text) {
    return CurveInterval.ofEpochs(new BigDecimal(text));
  }

  @Test
  void isNeverUnlessAsked() {
    CurveInterval never = CurveInterval.ofIterations(0);
    assertEquals(List.of(), due(never, 10, 100, 30));
    assertFalse(never.isEver());
  }

  @Test
  void countsIterations() {
    assertEquals(List.of(4L, 8L, 12L), due(CurveInterval.ofIterations(4), 10, 100, 14));
    assertTrue(CurveInterval.ofIterations(4).isEver());
  }

  /** With the first batch that reaches half of 45,000 rows, or all of them. */
  @Test
  void passesTheSameEpochsWhateverTheBatch() {
    assertTrue(epochs("0.5").isEver());
    assertEquals(List.of(704L, 1407L), due(epochs("0.5"), 32, 45_000, 1407));
    assertEquals(List.of(176L, 352L), due(epochs("0.5"), 128, 45_000, 352));
    assertEquals(List.of(11L, 22L), due(epochs("0.5"), 2048, 45_000, 22));
  }

  /** In doubles, 3 * 0.1 epochs of 100 rows are more than 30 rows. */
  @Test
  void takesDecimalsExactly() {
    assertEquals(LongStream.rangeClosed(1, 30).boxed().toList(), due(epochs("0.1"), 10, 100, 30));
    assertEquals(List.of(11L, 22L, 33L), due(epochs("1.1"), 10, 100, 33));
  }

  @Test
  void measuresOnceAnIterationThatPassesSeveralMultiples() {
    assertEquals(List.of(1L, 2L, 3L), due(epochs("0.001"), 50, 100, 3));
  }
}
