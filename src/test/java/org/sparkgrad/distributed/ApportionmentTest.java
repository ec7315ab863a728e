package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApportionmentTest {
  /** Row {@code i} of a part. */
  private record Row(int part, int i) {}

  static Stream<int[]> sizes() {
    return Stream.of(
        new int[] {1},
        new int[] {7},
        new int[] {4, 4, 4},
        new int[] {1, 1, 1, 1, 1},
        new int[] {4333, 4333, 334},
        new int[] {3, 1, 50, 9, 2, 20},
        new int[] {781, 782, 781, 781, 782});
  }

  /** All rows in the order of their places, found by sorting them. */
  private static List<Row> inOrder(int[] sizes) {
    List<Row> rows = new ArrayList<>();
    for (int part = 0; part < sizes.length; part++) {
      for (int i = 0; i < sizes[part]; i++) {
        rows.add(new Row(part, i));
      }
    }
    rows.sort(
        Comparator.comparingDouble((Row row) -> (row.i() + 0.5) / sizes[row.part()])
            .thenComparing(Row::part));
    return rows;
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void isHowManyOfTheFirstPlacesEachPartHas(int[] sizes) {
    Apportionment shares = new Apportionment(sizes);
    int[] expected = new int[sizes.length];
    assertArrayEquals(expected, shares.first(0));
    int count = 0;
    for (Row row : inOrder(sizes)) {
      expected[row.part()]++;
      count++;
      assertArrayEquals(expected, shares.first(count), count + " rows");
    }
    assertArrayEquals(sizes, shares.first(shares.total()));
  }

  /** By largest remainders the fourth part would have 3 of the first 25 rows and 2 of 26. */
  @Test
  void noPartGivesARowBack() {
    int[] sizes = {1500, 1500, 900, 500, 500, 200};
    int[] before = new Apportionment(sizes).first(25);
    int[] after = new Apportionment(sizes).first(26);
    for (int part = 0; part < sizes.length; part++) {
      assertTrue(after[part] >= before[part]);
    }
  }

  /** As many as rows fit a block: products go beyond 32 bits. */
  @Test
  void countsManyRows() {
    int[] sizes = new int[1000];
    Arrays.fill(sizes, 50_000);
    int[] found = new Apportionment(sizes).first(25_000_500);
    for (int part = 0; part < sizes.length; part++) {
      assertTrue(found[part] == (part < 500 ? 25_001 : 25_000), "part " + part);
    }
  }
}
