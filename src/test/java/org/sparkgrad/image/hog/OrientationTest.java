package org.sparkgrad.image.hog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrientationTest {
  private static final int LONGEST = 255_000;

  /** Each side has two rounded steps of a result below 1, each off by some 2^-53. */
  private static final double TOLERANCE = 4 * 0x1p-53;

  private static double expected(int dx, int dy) {
    double halfTurns = Math.atan2(dy, dx) / Math.PI;
    double positive = halfTurns < 0 ? halfTurns + 1 : halfTurns;
    return positive == 1 ? 0 : positive;
  }

  @Test
  void isTheArcTangentOfAllBytes() {
    for (int dy = -255; dy <= 255; dy++) {
      for (int dx = -255; dx <= 255; dx++) {
        double expected = expected(dx, dy);
        assertEquals(expected, Orientation.ofBytes(dx, dy), TOLERANCE, dx + ", " + dy);
        assertEquals(expected, Orientation.of(dx, dy), TOLERANCE, dx + ", " + dy);
      }
    }
  }

  @Test
  void isTheArcTangentOfLongerGradients() {
    SplittableRandom random = new SplittableRandom(1);
    for (int draw = 0; draw < 200_000; draw++) {
      int most = 2 << random.nextInt(17);
      int dx = random.nextInt(-most, most + 1);
      int dy = random.nextInt(-LONGEST, LONGEST + 1);
      assertEquals(expected(dx, dy), Orientation.of(dx, dy), TOLERANCE, dx + ", " + dy);
      assertEquals(expected(dy, dx), Orientation.of(dy, dx), TOLERANCE, dy + ", " + dx);
    }
  }

  @Test
  void staysBelowHalfATurn() {
    for (int dx : new int[] {1, 255, LONGEST}) {
      for (int dy : new int[] {0, 1, 2}) {
        assertTrue(Orientation.of(-dx, dy) < 1);
        assertTrue(Orientation.of(dx, -dy) < 1);
      }
    }
  }

  @Test
  void multiplesOf45DegreesAreExact() {
    for (int length : new int[] {1, 3, 255, 256, 77_777, LONGEST}) {
      assertEquals(0, Orientation.of(length, 0));
      assertEquals(0, Orientation.of(-length, 0));
      assertEquals(0.25, Orientation.of(length, length));
      assertEquals(0.25, Orientation.of(-length, -length));
      assertEquals(0.5, Orientation.of(0, length));
      assertEquals(0.5, Orientation.of(0, -length));
      assertEquals(0.75, Orientation.of(-length, length));
      assertEquals(0.75, Orientation.of(length, -length));
    }
  }

  @Test
  void noGradientIsAtZero() {
    assertEquals(0, Orientation.of(0, 0));
    assertEquals(0, Orientation.ofBytes(0, 0));
  }
}
