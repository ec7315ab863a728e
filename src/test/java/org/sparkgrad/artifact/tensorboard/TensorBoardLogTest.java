package org.sparkgrad.artifact.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.artifact.tensorboard.EventReader.Event;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.io.Directory;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CurvePoint;
import org.sparkgrad.train.CurveSample;

class TensorBoardLogTest {
  private static final Cell CELL = new Cell("cell-1", Hyperparameters.of(Map.of()));

  @TempDir Path place;
  private long second = 1_700_000_000L;

  private TensorBoardLog log(Path directory) {
    return new TensorBoardLog(
        () -> Directory.at(new Configuration(), directory.toString()),
        () -> Instant.ofEpochSecond(second++));
  }

  private static CurvePoint point(long iteration) {
    return new CurvePoint(iteration, 0.25, 2.5 - iteration, 0.5, CurveSample.NONE);
  }

  private List<List<Event>> files() throws IOException {
    try (Stream<Path> found = Files.list(place.resolve("cell-1"))) {
      List<Path> sorted = found.sorted().toList();
      List<List<Event>> events = new java.util.ArrayList<>();
      for (Path file : sorted) {
        events.add(EventReader.read(file));
      }
      return events;
    }
  }

  @Test
  void writesScalarsAtTheirStepsWithTheirTimes() throws IOException {
    CurveSample sample = new CurveSample(Optional.of(0.5), Optional.of(0.25), Optional.of(1.75));
    try (TensorBoardLog log = log(place)) {
      log.iterated(CELL, point(0));
      log.measured(CELL, new CurvePoint(0, 0.25, 2.5, 0.5, sample));
    }
    List<Event> events = files().get(0);
    Map<String, Float> batch =
        new TreeMap<>(Map.of("loss/batch", 2.5f, "loss/penalty", 0.5f, "learning_rate", 0.25f));
    Map<String, Float> measured =
        new TreeMap<>(
            Map.of(
                "loss/validation",
                1.75f,
                "accuracy/train_sample",
                0.5f,
                "accuracy/validation",
                0.25f));
    assertEquals(
        List.of(
            new Event(1_700_000_000, 0, "brain.Event:2", false, Map.of()),
            new Event(1_700_000_001, 0, null, false, batch),
            new Event(1_700_000_002, 0, null, false, measured)),
        events);
  }

  /** What the first process wrote from where the second goes on is void. */
  @Test
  void goesOnInAnotherFile() throws IOException {
    try (TensorBoardLog log = log(place)) {
      for (int i = 0; i < 4; i++) {
        log.iterated(CELL, point(i));
      }
    }
    try (TensorBoardLog log = log(place)) {
      log.iterated(CELL, point(2));
    }
    List<Event> second = files().get(1);
    assertEquals(2, files().size());
    assertEquals(3, second.size());
    assertTrue(second.get(1).start());
    assertEquals(2, second.get(1).step());
    assertEquals(2, second.get(2).step());
  }

  @Test
  void endsQuietlyWhereNothingCanBeWritten() throws IOException {
    Path file = Files.createFile(place.resolve("file"));
    try (TensorBoardLog log = log(file)) {
      log.iterated(CELL, point(0));
      log.iterated(CELL, point(1));
    }
    assertEquals(0, Files.size(file));
  }
}
