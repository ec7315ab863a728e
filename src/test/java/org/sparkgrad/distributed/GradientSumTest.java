package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.optim.LossAndGradient;

class GradientSumTest {
  /** What one chunk of rows adds. */
  private record Part(long rows, double loss, float[] gradient) {}

  private static List<Part> parts(int count, Random random) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] gradient = new float[5];
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9) - 5));
      }
      parts.add(new Part(1 + random.nextInt(50), 100 * random.nextDouble(), gradient));
    }
    return parts;
  }

  private static GradientSum sum(List<Part> parts) {
    GradientSum sum = new GradientSum();
    parts.forEach(part -> sum.add(part.rows, part.loss, part.gradient));
    return sum;
  }

  /**
   * Deals the parts to some groups, a few of them empty, and merges the groups as a random tree.
   */
  private static GradientSum anyTree(List<Part> parts, Random random) {
    List<GradientSum> groups = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(9); i++) {
      groups.add(new GradientSum());
    }
    for (Part part : parts) {
      groups.get(random.nextInt(groups.size())).add(part.rows, part.loss, part.gradient);
    }
    while (groups.size() > 1) {
      Collections.shuffle(groups, random);
      GradientSum last = groups.remove(groups.size() - 1);
      groups.set(0, groups.get(0).merge(last));
    }
    return groups.get(0);
  }

  private static void assertSameBits(LossAndGradient expected, LossAndGradient actual) {
    assertEquals(expected.loss(), actual.loss());
    assertArrayEquals(expected.gradient(), actual.gradient());
  }

  @Test
  void meansByHand() {
    GradientSum sum = new GradientSum();
    sum.add(3, 1.5, new float[] {4, -8});
    sum.add(1, 0.5, new float[] {0, 2});
    LossAndGradient mean = sum.mean();
    assertEquals(0.5, mean.loss());
    assertArrayEquals(new double[] {1, -1.5}, mean.gradient());
    assertEquals(4, sum.rows());
  }

  @Test
  void agreesWithSumsOfDoubles() {
    List<Part> parts = parts(200, new Random(1));
    double rows = parts.stream().mapToLong(Part::rows).sum();
    LossAndGradient mean = sum(parts).mean();
    assertEquals(parts.stream().mapToDouble(Part::loss).sum() / rows, mean.loss(), 1e-10);
    for (int j = 0; j < 5; j++) {
      int entry = j;
      double expected = parts.stream().mapToDouble(part -> part.gradient[entry]).sum() / rows;
      assertEquals(expected, mean.gradient()[j], 1e-10);
    }
  }

  @Test
  void anyOrderAndGroupingGivesTheSameBits() {
    Random random = new Random(2);
    List<Part> parts = parts(60, random);
    LossAndGradient expected = sum(parts).mean();
    for (int trial = 0; trial < 200; trial++) {
      Collections.shuffle(parts, random);
      assertSameBits(expected, anyTree(parts, random).mean());
    }
  }

  @Test
  void emptySumsAddNothing() {
    LossAndGradient expected = sum(parts(3, new Random(3))).mean();
    assertSameBits(expected, sum(parts(3, new Random(3))).merge(new GradientSum()).mean());
    assertSameBits(expected, new GradientSum().merge(sum(parts(3, new Random(3)))).mean());
    assertEquals(0, new GradientSum().merge(new GradientSum()).rows());
  }

  @Test
  void noRowsHaveNoMean() {
    GradientSum none = new GradientSum().merge(new GradientSum());
    var error = assertThrows(IllegalStateException.class, none::mean);
    assertEquals(
        "mean gradient: expected a batch of at least one row, found 0", error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e20f})
  void aGradientOutOfRangeMakesTheLossInfinite(float bad) {
    GradientSum sum = new GradientSum().add(1, 1, new float[] {1, bad, 1});
    assertEquals(Double.POSITIVE_INFINITY, sum.mean().loss());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e20})
  void aLossOutOfRangeIsInfinite(double bad) {
    GradientSum sum = new GradientSum().add(1, bad, new float[] {1});
    assertEquals(Double.POSITIVE_INFINITY, sum.mean().loss());
  }

  /** Four times 2^28 make 2^30, which is 2^62 units, the limit; three times do not. */
  @Test
  void sumsThatCouldOverflowMakeTheLossInfinite() {
    GradientSum sum = new GradientSum();
    for (int i = 0; i < 3; i++) {
      sum.add(1, 0, new float[] {0x1p28f});
    }
    assertEquals(0, sum.mean().loss());
    assertArrayEquals(new double[] {0x1p28}, sum.mean().gradient());
    sum.add(1, 0, new float[] {-0x1p28f});
    assertEquals(Double.POSITIVE_INFINITY, sum.mean().loss());
  }

  @Test
  void mergingKeepsAnOverflow() {
    GradientSum bad = new GradientSum().add(1, 1, new float[] {Float.NaN});
    GradientSum good = new GradientSum().add(1, 1, new float[] {1});
    assertEquals(Double.POSITIVE_INFINITY, good.merge(bad).mean().loss());
    GradientSum more = new GradientSum().add(1, 1, new float[] {1});
    assertEquals(Double.POSITIVE_INFINITY, good.merge(more).mean().loss());
  }

  @Test
  void mergingFindsAnOverflowOfTheWhole() {
    GradientSum sum = new GradientSum();
    for (int i = 0; i < 4; i++) {
      sum = sum.merge(new GradientSum().add(1, 0x1p28, new float[] {0}));
    }
    assertEquals(Double.POSITIVE_INFINITY, sum.mean().loss());
  }
}
