package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarrowTableTest {
  private static NarrowTable.Column fixed(String header, String... values) {
    return new NarrowTable.Column(header, false, List.of(values));
  }

  private static NarrowTable.Column soft(String header, String... values) {
    return new NarrowTable.Column(header, true, List.of(values));
  }

  private static List<String> lines(NarrowTable.Column... columns) {
    List<String> lines = new NarrowTable(List.of(columns)).toString().lines().toList();
    lines.forEach(line -> assertTrue(line.length() <= 80 || line.contains("left out"), line));
    return lines.stream().map(String::stripTrailing).toList();
  }

  @Test
  void showsAllThatFits() {
    assertEquals(
        List.of("cell    rate  acc", "cell-1  0.1   0.4000", "cell-2  0.25  0.5000"),
        lines(
            fixed("cell", "cell-1", "cell-2"),
            soft("rate", "0.1", "0.25"),
            fixed("acc", "0.4000", "0.5000")));
  }

  @Test
  void cutsLongValuesInTheMiddleToWhatFits() {
    String common = "x".repeat(100);
    List<String> lines =
        lines(
            fixed("cell", "cell-1", "cell-2"),
            soft("features", "hog" + common + "pca", "hog" + common + "zca"),
            fixed("acc", "0.4000", "0.5000"));
    assertEquals(80, lines.get(1).length());
    assertTrue(lines.get(1).matches("cell-1  hogx+\\.\\.x+pca  0.4000"), lines.get(1));
    assertTrue(lines.get(2).matches("cell-2  hogx+\\.\\.x+zca  0.5000"), lines.get(2));
    assertEquals("long values are cut; --wide shows all", lines.get(3));
  }

  @Test
  void leavesOutTheLastOfManyAndSaysWhich() {
    List<NarrowTable.Column> columns = new ArrayList<>();
    columns.add(fixed("cell", "cell-1"));
    for (int i = 1; i <= 9; i++) {
      columns.add(soft("learning_rate_" + i, "0.1"));
    }
    columns.add(fixed("acc", "0.4000"));
    List<String> lines = lines(columns.toArray(NarrowTable.Column[]::new));
    assertEquals("cell    learning_rate_1  learning_rate_2  learning_rate_3  acc", lines.get(0));
    assertEquals(
        "left out: learning_rate_4, learning_rate_5, learning_rate_6, learning_rate_7,"
            + " learning_rate_8, learning_rate_9; --wide shows all",
        lines.get(2));
  }

  @Test
  void cutsAndLeavesOut() {
    List<String> lines =
        lines(
            fixed("cell", "cell-1"),
            soft("features", "x".repeat(200)),
            soft("h".repeat(60), "1"),
            fixed("acc", "0.4000"));
    assertEquals(
        "long values are cut; left out: " + "h".repeat(60) + "; --wide shows all", lines.get(2));
  }

  @Test
  void leavesOutFirstWhatSomeRowsHaveNoValueFor() {
    List<String> lines =
        lines(
            fixed("cell", "cell-1", "cell-2"),
            soft("a".repeat(30), "1", "2"),
            soft("b".repeat(30), "1", "-"),
            soft("c".repeat(30), "1", "2"),
            fixed("acc", "0.4000", "0.5000"));
    assertEquals("left out: " + "b".repeat(30) + "; --wide shows all", lines.get(3));
  }
}
