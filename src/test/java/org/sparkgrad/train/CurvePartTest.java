package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.io.DataException;

class CurvePartTest {
  private static CurvePoint point(long iteration, double loss) {
    return new CurvePoint(
        iteration,
        0.5,
        loss,
        0.25,
        new CurveSample(Optional.of(loss), Optional.empty(), Optional.of(0.125)));
  }

  /** A curve as checkpoints keep it, and what each of them writes. */
  private static final class Kept {
    private final Map<String, byte[]> files = new HashMap<>();
    private List<CurvePart> parts = List.of();
    private long written;

    void take(List<CurvePoint> curve) {
      List<CurvePart> now = CurvePart.staying(parts, curve.size());
      int first = CurvePart.next(now);
      CurvePart part = CurvePart.of(curve, first);
      files.put(part.file("checkpoint"), CurvePart.encode(curve, first));
      written += part.points();
      now.add(part);
      parts = now;
    }

    List<CurvePoint> read() {
      List<CurvePoint> curve = new ArrayList<>();
      parts.forEach(part -> part.addTo(curve, files.get(part.file("checkpoint"))));
      return curve;
    }
  }

  /** The last point of a checkpoint may be another one at the next. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void makeUpTheCurve(int most) {
    Random random = new Random(most);
    Kept kept = new Kept();
    List<CurvePoint> curve = new ArrayList<>();
    while (curve.size() < 1000) {
      if (!curve.isEmpty()) {
        curve.set(curve.size() - 1, point(curve.size() - 1, random.nextDouble()));
      }
      for (int i = random.nextInt(most + 1); i > 0; i--) {
        curve.add(point(curve.size(), random.nextDouble()));
      }
      kept.take(curve);
      assertEquals(curve, kept.read());
    }
  }

  /** Some log2(n) parts, each point written as often: n / 2 times if all were written each time. */
  @Test
  void areFewAndSeldomWritten() {
    Kept kept = new Kept();
    List<CurvePoint> curve = new ArrayList<>();
    int checkpoints = 1024;
    for (int i = 0; i < checkpoints; i++) {
      for (int j = 0; j < 10; j++) {
        curve.add(point(curve.size(), i));
      }
      kept.take(curve);
      assertTrue(kept.parts.size() <= 11, kept.parts.size() + " parts");
    }
    assertTrue(kept.written <= 12L * curve.size(), kept.written + " points");
    assertEquals(curve, kept.read());
  }

  /** As of a cell that an equal one has overtaken. */
  @Test
  void goBackToAShorterCurve() {
    Kept kept = new Kept();
    List<CurvePoint> curve = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      curve.add(point(i, i));
      kept.take(curve);
    }
    kept.take(curve.subList(0, 7));
    assertEquals(curve.subList(0, 7), kept.read());
  }

  @Test
  void refuseOtherBytes() {
    List<CurvePoint> curve = List.of(point(0, 1), point(1, 2));
    CurvePart part = CurvePart.of(curve, 0);
    byte[] bytes = CurvePart.encode(curve, 0);
    bytes[5]++;
    assertThrows(DataException.class, () -> part.addTo(new ArrayList<>(), bytes));
    assertThrows(DataException.class, () -> part.requireWhole(new byte[0]));
    CurvePart later = new CurvePart(3, 2, part.sha256());
    byte[] whole = CurvePart.encode(curve, 0);
    assertThrows(DataException.class, () -> later.addTo(new ArrayList<>(), whole));
  }
}
