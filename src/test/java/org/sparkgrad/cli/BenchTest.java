package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Lists;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalMaster.class)
class BenchTest {
  private static final int USAGE = 2;

  @TempDir Path place;

  @Test
  @Covers({"bench --data", "bench --partitions", "bench --json"})
  void printsOneDocumentWithTheNamesOfTheContract() {
    String data = TinyRun.data(place.resolve("tiny")).toString();
    JsonNode document =
        Call.of("bench", "mllib", "--data", data, "--partitions", "1", "--json").done().json();
    assertEquals(List.of("machine", "benchmarks"), Lists.newArrayList(document.fieldNames()));
    assertTrue(document.get("benchmarks").size() > 0);
    for (JsonNode each : document.get("benchmarks")) {
      assertEquals(
          List.of("name", "unit", "value", "baseline", "ratio"),
          Lists.newArrayList(each.fieldNames()));
      assertTrue(each.get("value").isNumber());
    }
  }

  /** The quick ones, on a data set of a few rows. */
  @Test
  void printsATableForPeople() {
    String data = TinyRun.data(place.resolve("tiny")).toString();
    Call call = Call.of("bench", "load", "sums", "--data", data).done();
    assertTrue(call.out().contains("load: training set"), call.out());
    assertTrue(call.out().contains("sums: fixed point, batch 256"), call.out());
    assertTrue(call.out().contains("sums: step with plain floats, batch 256"), call.out());
    assertTrue(call.out().contains("sums: step with fixed point, batch 256"), call.out());
    assertTrue(call.out().contains("machine:"), call.out());
  }

  @Test
  void refusesUnknownBenchmarks() {
    Call.of("bench", "nonsense").failedWith(USAGE, "nonsense", "mllib");
  }
}
