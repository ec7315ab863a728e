package org.sparkgrad.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestViewsTest {
  @ParameterizedTest
  @EnumSource
  void weightsAddUpToOne(TestViews views) {
    double sum = views.views().stream().mapToDouble(View::weight).sum();
    assertEquals(1, sum);
  }

  @Test
  void theImageItselfIsTheOnlyViewOfNone() {
    assertEquals(List.of(new View(0, false, 1)), TestViews.NONE.views());
  }

  /** Half of the weight stays where the image is; each view and its mirror image weigh the same. */
  @Test
  void sixAreTheImageAndItsShiftsAndTheirMirrorImages() {
    TreeMap<Integer, Double> weights = new TreeMap<>();
    for (View view : TestViews.SIX.views()) {
      weights.merge(view.shift(), (double) view.weight(), Double::sum);
      View other = new View(view.shift(), !view.mirrored(), view.weight());
      assertEquals(1, TestViews.SIX.views().stream().filter(other::equals).count());
    }
    assertEquals(List.of(-1, 0, 1), List.copyOf(weights.keySet()));
    assertEquals(List.of(0.25, 0.5, 0.25), List.copyOf(weights.values()));
  }

  /** Pixel by pixel: the frame is moved down and right, what it shows is mirrored. */
  @ParameterizedTest
  @EnumSource
  void areSeenThroughAMovedFrameAndAMirror(TestViews views) {
    byte[] pixels = new byte[7 + 3072];
    new Random(1).nextBytes(pixels);
    byte[] before = pixels.clone();
    for (View view : views.views()) {
      byte[] found = new byte[3072 + 5];
      view.apply(ImageShape.CIFAR, pixels, 7, new byte[3072], found, 5);
      for (int k = 0; k < 3072; k++) {
        int x = reflected((view.mirrored() ? 31 - k % 32 : k % 32) + view.shift());
        int y = reflected(k % 1024 / 32 + view.shift());
        assertEquals(pixels[7 + k / 1024 * 1024 + y * 32 + x], found[5 + k], view + " " + k);
      }
    }
    assertArrayEquals(before, pixels);
  }

  private static int reflected(int at) {
    if (at < 0) {
      return -at;
    }
    return at > 31 ? 62 - at : at;
  }
}
