package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsAreAsWideAsWhatTheyHold() {
    TextTable table = new TextTable(List.of("class", "n"));
    table.add(List.of("a", "1,000"));
    table.add(List.of("a longer one", "2"));
    assertEquals(
        List.of("class         n", "a             1,000", "a longer one  2"),
        table.toString().lines().toList());
  }

  /** Names are anybody's. */
  @Test
  void nothingThatItHoldsGivesOrdersToATerminal() {
    TextTable table = new TextTable(List.of("class"));
    table.add(List.of("red\u001b[31m"));
    table.add(List.of("@|red x|@"));
    table.add(List.of("\u009b2J"));
    assertEquals(
        List.of("class", "red\\u001B[31m", "@|red x|@", "\\u009B2J"),
        table.toString().lines().toList());
  }
}
