package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;

class SelectionTest {
  private static Optional<String> best(CellResult... results) {
    return Selection.best(List.of(results)).map(result -> result.cell().name());
  }

  @Test
  void takesTheHighestValidationAccuracy() {
    assertEquals(
        Optional.of("b"),
        best(Results.validated("a", 30), Results.validated("b", 41), Results.validated("c", 40)));
  }

  @Test
  void takesTheLowerLossOfEqualAccuracies() {
    assertEquals(
        Optional.of("b"),
        best(
            Results.of(Results.cell("a"), CellStatus.OK, 41, 3),
            Results.of(Results.cell("b"), CellStatus.OK, 41, 1),
            Results.of(Results.cell("c"), CellStatus.OK, 41, 2),
            Results.of(Results.cell("d"), CellStatus.OK, 40, 0)));
  }

  @Test
  void takesTheFirstOfEquals() {
    assertEquals(
        Optional.of("b"),
        best(Results.validated("a", 30), Results.validated("b", 41), Results.validated("c", 41)));
  }

  @Test
  void givesTheTestAccuracyNoSay() {
    assertEquals(
        Optional.of("a"),
        best(
            Results.tested("a", 41, 10), Results.tested("b", 40, 99), Results.tested("c", 41, 99)));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
  void passesOverCellsThatAreNotOk(CellStatus status) {
    assertEquals(
        Optional.of("b"), best(Results.ofStatus("a", status, 90), Results.validated("b", 10)));
  }

  @Test
  void passesOverCellsWithoutAValidationPart() {
    assertEquals(Optional.of("b"), best(Results.withoutValidation("a"), Results.validated("b", 0)));
  }

  @Test
  void isEmptyWhereNoCellIsOk() {
    assertEquals(Optional.empty(), best(Results.ofStatus("a", CellStatus.DIVERGED, 90)));
    assertEquals(Optional.empty(), best());
  }
}
