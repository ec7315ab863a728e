package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.Cells;
import org.sparkgrad.Loaded;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ScheduleKind;

/** A cell that is stopped and goes on from its checkpoint ends as one that never stopped. */
@ExtendWith(SharedSpark.class)
class ResumeTest {
  private static final int ITERATIONS = 9;

  private static TrainingData data;

  @TempDir Path place;

  @BeforeAll
  static void load(@Loaded(rowsPerFile = 8, testRows = 10) TrainingData loaded) {
    data = loaded;
  }

  private static Cell cell(double rate) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    given.put(Hyperparameter.LEARNING_RATE, rate);
    given.put(Hyperparameter.MOMENTUM, 0.9);
    given.put(Hyperparameter.SCHEDULE, ScheduleKind.LINEAR);
    given.put(Hyperparameter.BATCH_SIZE, 7);
    given.put(Hyperparameter.ITERATIONS, ITERATIONS);
    given.put(Hyperparameter.VALIDATION, 10);
    return new Cell("cell-1", Hyperparameters.of(given));
  }

  private CellResult train(Cell cell, LongConsumer progress) {
    Checkpoints checkpoints =
        RunDirectory.at(new Configuration(), place.toString())
            .checkpoints(data.sha256(), data.blocks());
    CellTrainer.Settings settings = new CellTrainer.Settings(2, 4, true);
    return new CellTrainer(data, Optional.of(checkpoints), settings, progress).train(cell);
  }

  /** Ends in the middle of an iteration behind a checkpoint. */
  private void trainInPart(Cell cell, int iterations) {
    AtomicLong done = new AtomicLong();
    assertThrows(
        IllegalStateException.class,
        () ->
            train(
                cell,
                more -> {
                  if (done.addAndGet(more) == iterations) {
                    throw new IllegalStateException("stopped");
                  }
                }));
  }

  private Path checkpoint() {
    return place.resolve("checkpoints/cell-1/checkpoint.bin");
  }

  private static CellResult uninterrupted(Cell cell) {
    return CellTrainer.of(data, new CellTrainer.Settings(2, 0, true)).train(cell);
  }

  private static void assertSame(CellResult expected, CellResult found) {
    assertEquals(
        expected.model().orElseThrow().weightsSha256(),
        found.model().orElseThrow().weightsSha256());
    assertEquals(expected.curve(), found.curve());
    assertEquals(expected.iterationsRun(), found.iterationsRun());
    assertEquals(expected.test().orElseThrow().meanLoss(), found.test().orElseThrow().meanLoss());
  }

  @Test
  void goesOnBitForBitWhereItStopped() {
    trainInPart(cell(0.01), 6);
    assertSame(uninterrupted(cell(0.01)), train(cell(0.01), more -> {}));
  }

  @Test
  void goesOnWithTheSameFlipsAndCrops() {
    Hyperparameters plain = cell(0.01).hyperparameters();
    Cell augmented =
        new Cell("cell-1", plain.with(Hyperparameter.FLIP, true).with(Hyperparameter.CROP, 3));
    trainInPart(augmented, 6);
    assertSame(uninterrupted(augmented), train(augmented, more -> {}));
  }

  /** Stopped within the averaged part, with a checkpoint in it, and before it. */
  @ParameterizedTest
  @CsvSource({
    "plain, step, 1, 6",
    "nesterov, exponential, 0.3, 6",
    "adagrad, inverse-time, 0.8, 6",
    "rmsprop, cosine, 0.5, 6",
    "adam, constant, 0.6, 6",
    "adamw, cosine, 0.2, 6",
    "adamw, cosine, 0.2, 9"
  })
  void goesOnBitForBitWithEveryRule(String rule, String schedule, String average, int stop) {
    Cell cell =
        Cells.of(
            "update-rule=" + rule,
            "schedule=" + schedule,
            "average=" + average,
            "warm-up=0.3",
            "learning-rate=0.01",
            "batch-size=7",
            "iterations=" + ITERATIONS,
            "validation=10");
    CellResult whole = CellTrainer.of(data, new CellTrainer.Settings(2, 0, true)).train(cell);
    trainInPart(cell, stop);
    assertSame(whole, train(cell, more -> {}));
    assertSame(whole, train(cell, more -> assertTrue(more != 1)));
  }

  @Test
  void makesNoIterationTwiceThatACheckpointHolds() {
    trainInPart(cell(0.01), 6);
    AtomicLong single = new AtomicLong();
    AtomicLong all = new AtomicLong();
    train(
        cell(0.01),
        more -> {
          all.addAndGet(more);
          single.addAndGet(more == 1 ? 1 : 0);
        });
    assertEquals(ITERATIONS, all.get());
    assertEquals(ITERATIONS - 4, single.get());
  }

  @Test
  void startsAnewWhereItStoppedBeforeAnyCheckpoint() {
    trainInPart(cell(0.01), 3);
    assertSame(uninterrupted(cell(0.01)), train(cell(0.01), more -> {}));
  }

  @Test
  void trainsNoMoreWhereItHadEnded() {
    CellResult ended = train(cell(0.01), more -> {});
    assertSame(ended, train(cell(0.01), more -> assertTrue(more != 1)));
  }

  @Test
  void refusesTheCheckpointOfOtherHyperparameters() {
    trainInPart(cell(0.01), 6);
    String message =
        assertThrows(IllegalArgumentException.class, () -> train(cell(0.02), more -> {}))
            .getMessage();
    assertTrue(message.contains("cell-1"), message);
    assertTrue(message.endsWith("learning-rate: recorded 0.01, given 0.02"), message);
  }

  @Test
  void refusesABrokenCheckpoint() throws IOException {
    trainInPart(cell(0.01), 6);
    byte[] bytes = Files.readAllBytes(checkpoint());
    Files.delete(checkpoint().resolveSibling(".checkpoint.bin.crc"));
    Files.write(checkpoint(), Arrays.copyOf(bytes, bytes.length / 2));
    String message =
        assertThrows(IllegalArgumentException.class, () -> train(cell(0.01), more -> {}))
            .getMessage();
    assertTrue(message.contains("broken"), message);
  }
}
