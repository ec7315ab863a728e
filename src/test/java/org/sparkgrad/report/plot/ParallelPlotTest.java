package org.sparkgrad.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ParallelPlotTest {
  @Test
  void drawsALineForEachCellAndTheMarksOfEachAxis() {
    ParallelPlot.Axis axis =
        new ParallelPlot.Axis("rate", List.of("0.1", "0.2"), List.of(0.0, 1.0));
    String svg =
        new ParallelPlot("parallel", "All", List.of(axis, axis, axis))
            .of(
                List.of(
                    new ParallelPlot.Path("best", new double[] {0, 1, 1}),
                    new ParallelPlot.Path("other", new double[] {1, 0, 0.5})),
                "what it shows")
            .inline()
            .svg();
    assertTrue(svg.contains("<title>best</title>") && svg.contains("<title>other</title>"), svg);
    assertEquals(3, Pattern.compile(">0\\.1</text>").matcher(svg).results().count());
    assertEquals(3, Pattern.compile(">rate</text>").matcher(svg).results().count());
  }
}
