package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class HalvingCommandTest extends OnTinyData {
  private static final List<String> FOUR_CELLS = List.of("--learning-rate", "1e-4,1e-3,1e-2,1e-1");

  /** Four cells of four iterations. */
  private Call grid(String... options) {
    List<String> all = new ArrayList<>(FOUR_CELLS);
    all.addAll(List.of(options));
    return TinyRun.json("grid", data, out, all.toArray(String[]::new)).done();
  }

  /** Of each cell but the final one, in ascending order. */
  private static List<Integer> sorted(Call call, String column) {
    return StreamSupport.stream(call.json().get("cells").spliterator(), false)
        .filter(cell -> !cell.get("cell").asText().equals("final"))
        .map(cell -> cell.get(column).asInt())
        .sorted()
        .toList();
  }

  private static List<String> statuses(Call call) {
    return StreamSupport.stream(call.json().get("cells").spliterator(), false)
        .map(cell -> cell.get("status").asText())
        .sorted()
        .toList();
  }

  /** 4 cells of 1 iteration, 2 of 2, 1 of 4. */
  @Test
  @Covers("grid --halving")
  void halves() throws IOException {
    Call call = grid("--halving", "2");
    assertEquals(List.of(1, 1, 2, 4), sorted(call, "iterations_run"));
    assertEquals(List.of(1, 1, 2, 3), sorted(call, "rung"));
    assertEquals(List.of("ok", "ok", "pruned", "pruned", "pruned"), statuses(call));
    assertTrue(call.json().get("cells").get(4).get("rung").isNull());
    assertEquals(
        2,
        new ObjectMapper().readTree(out.resolve("manifest.json").toFile()).get("halving").asInt());
  }

  /** Four iterations allow two rungs of 4 / 3 and 4; 4 / 3 cells survive the first. */
  @Test
  void keepsAThirdWhereNoNumberIsGiven() {
    Call call = grid("--halving");
    assertEquals(List.of(2, 2, 4, 4), sorted(call, "iterations_run"));
  }

  @Test
  @Covers("grid --rungs")
  void hasTheRungsAskedFor() {
    Call call = grid("--halving", "2", "--rungs", "2");
    assertEquals(List.of(2, 2, 4, 4), sorted(call, "iterations_run"));
    assertEquals(List.of(1, 1, 2, 2), sorted(call, "rung"));
  }

  @Test
  void takesItsNumbersFromAFile() throws IOException {
    Path file = place.resolve("my.properties");
    Files.write(file, List.of("halving = 2", "rungs = 2"));
    assertEquals(List.of(1, 1, 2, 2), sorted(grid("--config", file.toString()), "rung"));
  }

  @Test
  void showsPeopleTheRungsOfAHalvingAlone() {
    String[] options = {"--iterations", "4", "--batch-size", "10", "--validation", "20", "--wide"};
    String plain = TinyRun.bare("grid", data, out, options).done().out();
    assertFalse(plain.contains("rung"), plain);
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(FOUR_CELLS);
    all.add("--halving=2");
    Path other = place.resolve("other");
    String halved = TinyRun.bare("grid", data, other, all.toArray(String[]::new)).done().out();
    assertTrue(halved.lines().findFirst().orElseThrow().matches(".* status +rung +iter.*"), halved);
    assertTrue(halved.lines().anyMatch(line -> line.matches("cell-.* pruned +1 +1 .*")), halved);
  }
}
