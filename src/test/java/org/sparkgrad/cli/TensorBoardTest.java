package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.TableRows;
import org.sparkgrad.artifact.tensorboard.EventReader;
import org.sparkgrad.artifact.tensorboard.EventReader.Event;

/** The event files of runs hold what their tables do. */
@ExtendWith(LocalMaster.class)
class TensorBoardTest extends OnTinyData {

  private List<Path> files(String cell) throws IOException {
    try (Stream<Path> found = Files.list(out.resolve("tensorboard").resolve(cell))) {
      return found.sorted().toList();
    }
  }

  private List<Event> scalars(String cell) throws IOException {
    List<Event> events = new ArrayList<>();
    for (Path file : files(cell)) {
      assertTrue(file.getFileName().toString().matches("events\\.out\\.tfevents\\.\\d{10}\\..*"));
      List<Event> all = EventReader.read(file);
      assertEquals("brain.Event:2", all.get(0).fileVersion());
      events.addAll(all.stream().filter(each -> !each.scalars().isEmpty()).toList());
    }
    return events;
  }

  private static void assertSame(Row row, String column, Event event, String tag) {
    Number expected = row.getAs(column);
    Float found = event.scalars().get(tag);
    assertEquals(expected == null ? null : Float.valueOf(expected.floatValue()), found, tag);
  }

  private static void assertHasCurve(List<Row> rows, List<Event> events) {
    assertTrue(events.size() >= rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(rows.get(i).<Long>getAs("iteration"), events.get(i).step());
      assertSame(rows.get(i), "data_loss", events.get(i), "loss/batch");
      assertSame(rows.get(i), "penalty", events.get(i), "loss/penalty");
      assertSame(rows.get(i), "learning_rate", events.get(i), "learning_rate");
      if (i < rows.size() - 1) {
        assertSame(rows.get(i), "validation_accuracy", events.get(i), "accuracy/validation");
        assertSame(rows.get(i), "validation_loss", events.get(i), "loss/validation");
        assertSame(rows.get(i), "train_sample_accuracy", events.get(i), "accuracy/train_sample");
      }
    }
  }

  @Test
  @Covers({"grid --log", "train --log"})
  void writesTheCurvesOfEachCell() throws IOException {
    long before = System.currentTimeMillis() / 1000 - 1;
    TinyRun.json(
            "grid",
            data,
            out,
            "--l2",
            "0,0.5",
            "--fused",
            "--curve-interval",
            "3",
            "--log",
            "tensorboard")
        .done();
    List<Row> curves = TableRows.of(out.resolve("curves"), "iteration");
    for (String cell : List.of("cell-1", "cell-2", "final")) {
      List<Event> events = scalars(cell);
      assertHasCurve(
          curves.stream().filter(row -> row.getAs("cell").equals(cell)).toList(), events);
      double last = before;
      for (Event event : events) {
        assertTrue(event.wallTime() >= last, event.toString());
        last = event.wallTime();
      }
    }
    Event end = scalars("final").get(scalars("final").size() - 1);
    assertEquals(3, end.step());
    assertTrue(end.scalars().containsKey("accuracy/test"));
  }

  /** TensorBoard's own reader, where Python has it: {@code pip install tensorboard}. */
  @Test
  void isReadByTensorBoardItself() throws IOException, InterruptedException {
    TinyRun.json("train", data, out, "--log", "tensorboard").done();
    String script =
        """
        from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
        events = EventAccumulator('%s')
        events.Reload()
        print([scalar.step for scalar in events.Scalars('loss/batch')])
        """
            .formatted(out.resolve("tensorboard/cell-1"));
    Process python =
        new ProcessBuilder("python3", "-c", script)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(python.waitFor() == 0, "no Python with tensorboard");
    assertEquals("[0, 1, 2, 3]", printed.strip());
  }

  @Test
  void writesNoneUnlessAsked() {
    TinyRun.json("train", data, out).done();
    assertFalse(Files.exists(out.resolve("tensorboard")));
  }

  @Test
  void knowsOneFormat() {
    TinyRun.json("train", data, out, "--log", "csv")
        .failedWith(2, "--log: expected tensorboard, found 'csv'");
  }
}
