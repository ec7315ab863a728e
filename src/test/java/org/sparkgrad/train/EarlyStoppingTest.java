package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.optim.StopReason;

class EarlyStoppingTest {
  private static final long INTERVAL = 10;

  /** Made after 10, 20, ... iterations; the highest of the first four, equalled once, is 0.5. */
  private static final double[] ACCURACIES = {0.3, 0.5, 0.5, 0.4, 0.6, 0.6, 0.2, 0.5, 0.7, 0.1};

  /** Feeds accuracies until it stops; weight 0 is the iteration that made the weights. */
  private static long stoppedAt(EarlyStopping stopping) {
    float[] parameters = new float[1];
    for (int i = 0; i < ACCURACIES.length; i++) {
      if (stopping.stop().isPresent()) {
        return i * INTERVAL;
      }
      parameters[0] = (i + 1) * INTERVAL;
      stopping.note((i + 1) * INTERVAL, ACCURACIES[i], parameters);
    }
    return -1;
  }

  /**
   * Patience 1: 0.5 at 30 is no improvement. 2: neither is 0.4 at 40. 3: 0.6 at 50 comes in time;
   * then 60, 70 and 80 bring nothing. 4: 0.7 at 90 comes in time, and one evaluation follows.
   */
  @ParameterizedTest
  @CsvSource({"1, 30, 20", "2, 40, 20", "3, 80, 50", "4, -1, 90", "100, -1, 90"})
  void stopsAfterExactlySoManyEvaluationsWithoutAnImprovement(int patience, long end, long best) {
    EarlyStopping stopping = new EarlyStopping(patience, INTERVAL, Optional.empty());
    assertEquals(end, stoppedAt(stopping));
    BestSeen seen = stopping.best().orElseThrow();
    assertEquals(best, seen.iteration());
    assertArrayEquals(new float[] {best}, seen.parameters());
  }

  @Test
  void goesOnFromWhatItRemembers() {
    float[] w = {7};
    EarlyStopping first = new EarlyStopping(2, INTERVAL, Optional.empty());
    first.note(10, 0.5, w);
    first.note(20, 0.5, w);
    EarlyStopping second = new EarlyStopping(2, INTERVAL, first.best());
    assertEquals(Optional.empty(), second.stop());
    second.note(30, 0.5, w);
    assertEquals(Optional.of(StopReason.EARLY_STOPPING), second.stop());
    assertEquals(Optional.of(StopReason.EARLY_STOPPING), resumed(second).stop());
    assertEquals(10, resumed(second).best().orElseThrow().iteration());
  }

  private static EarlyStopping resumed(EarlyStopping stopping) {
    return new EarlyStopping(2, INTERVAL, stopping.best());
  }

  @Test
  void evaluatesAtItsIntervalAndWhatIsLeftOverAtTheEnd() {
    EarlyStopping stopping = new EarlyStopping(1, INTERVAL, Optional.empty());
    assertTrue(stopping.isDue(10));
    assertFalse(stopping.isDue(11));
    assertFalse(stopping.isOpen(10, false));
    assertTrue(stopping.isOpen(11, false));
    assertTrue(stopping.isOpen(0, false));
    assertTrue(stopping.isOpen(10, true));
  }

  @Test
  void doesNothingWithoutPatience() {
    EarlyStopping never = new EarlyStopping(0, INTERVAL, Optional.empty());
    assertFalse(never.isDue(10));
    assertFalse(never.isOpen(10, false));
    assertFalse(never.isOpen(11, true));
    assertEquals(Optional.empty(), never.stop());
    assertEquals(Optional.empty(), never.best());
  }
}
