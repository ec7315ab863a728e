package org.sparkgrad.image.hsv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HsvTest {
  private static int chroma(int red, int green, int blue) {
    return max(red, green, blue) - Math.min(red, Math.min(green, blue));
  }

  private static int max(int red, int green, int blue) {
    return Math.max(red, Math.max(green, blue));
  }

  private static double turns(int red, int green, int blue) {
    int chroma = chroma(red, green, blue);
    int steps = Hsv.hueSteps(red, green, blue, max(red, green, blue), chroma);
    return steps / (6.0 * Math.max(chroma, 1));
  }

  /** Java computes in floats, whose spacing near 1 is 2^-24; its five operations add up. */
  @Test
  void hueIsJavas() {
    float[] java = new float[3];
    for (int red = 0; red <= 255; red += 3) {
      for (int green = 0; green <= 255; green += 3) {
        for (int blue = 0; blue <= 255; blue += 3) {
          Color.RGBtoHSB(red, green, blue, java);
          assertEquals(java[0], turns(red, green, blue), 4e-7);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "255, 0, 0, 0",
    "255, 255, 0, 60",
    "0, 255, 0, 120",
    "0, 255, 255, 180",
    "0, 0, 255, 240",
    "255, 0, 255, 300",
    "200, 150, 100, 30",
    "100, 110, 160, 230",
    "200, 100, 150, 330",
    "0, 0, 0, 0",
    "255, 255, 255, 0",
    "77, 77, 77, 0"
  })
  void knownHues(int red, int green, int blue, double degrees) {
    assertEquals(degrees, 360 * turns(red, green, blue), 1e-12);
  }
}
