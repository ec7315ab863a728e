package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.Cells;
import org.sparkgrad.MortalFileSystem;
import org.sparkgrad.io.Directory;

class CheckpointsTest {
  private static final Cell CELL = Cells.of("iterations=100");

  @TempDir Path place;

  private static Checkpoints at(Configuration hadoop, String uri) {
    return new Checkpoints(Directory.at(hadoop, uri), "digest", 16);
  }

  /** With a curve of as many points as iterations, the last of which was measured. */
  private static Checkpoint checkpoint(int iterations) {
    List<CurvePoint> curve =
        LongStream.range(0, iterations)
            .mapToObj(
                i ->
                    new CurvePoint(
                        i,
                        0.5,
                        1.0 / (i + 1),
                        0,
                        i + 1 < iterations
                            ? CurveSample.NONE
                            : new CurveSample(
                                Optional.of(0.5), Optional.empty(), Optional.empty())))
            .toList();
    return new Checkpoint(
        iterations,
        new float[] {iterations, 2},
        new float[0],
        new double[0],
        Optional.empty(),
        new TimeSpent(Instant.EPOCH, iterations),
        curve);
  }

  private static void assertIs(int iterations, Optional<Checkpoint> found) {
    assertEquals(iterations, found.orElseThrow().iteration());
    assertEquals(checkpoint(iterations).curve(), found.orElseThrow().curve());
    assertEquals(iterations, found.orElseThrow().parameters()[0]);
  }

  /** Another process goes on with what the last has left. */
  @Test
  void areReadAsTheyWereWritten() throws IOException {
    Configuration hadoop = new Configuration();
    for (int iterations : new int[] {4, 8, 12, 13, 40}) {
      Checkpoints own = at(hadoop, place.toString());
      own.read(CELL, Rung.ONLY);
      own.write(CELL, Rung.ONLY, checkpoint(iterations));
      own.write(CELL, Rung.ONLY, checkpoint(iterations + 1));
      assertIs(iterations + 1, own.read(CELL, Rung.ONLY));
      assertIs(iterations + 1, at(hadoop, place.toString()).read(CELL, Rung.ONLY));
      at(hadoop, place.toString()).requireWhole();
    }
    at(hadoop, place.toString()).write(CELL, Rung.ONLY, checkpoint(50));
    try (Stream<Path> files = Files.walk(place)) {
      assertEquals(2, files.filter(Files::isRegularFile).count(), "a checkpoint and its curve");
    }
  }

  /** A kill at each change that is made. */
  @ParameterizedTest
  @ValueSource(strings = {"mortal", "mortalstore"})
  void aKillLeavesTheLastOrTheNext(String scheme) {
    boolean killed = true;
    for (int changes = 0; killed; changes++) {
      String uri = scheme + "://" + place.resolve("after-" + changes);
      int written = writeUntilKilled(uri, changes);
      killed = MortalFileSystem.isDead();
      Checkpoints next = at(MortalFileSystem.alive(), uri);
      next.requireWhole();
      Optional<Checkpoint> found = next.read(CELL, Rung.ONLY);
      int last = found.map(each -> (int) each.iteration()).orElse(0);
      assertTrue(last == written || last == written + 4, last + " after " + written);
      if (last > 0) {
        assertIs(last, found);
      }
      next.write(CELL, Rung.ONLY, checkpoint(30));
      assertIs(30, at(MortalFileSystem.alive(), uri).read(CELL, Rung.ONLY));
    }
  }

  private static int writeUntilKilled(String uri, int changes) {
    Checkpoints dying = at(MortalFileSystem.livingFor(changes), uri);
    int written = 0;
    try {
      for (int iterations = 4; iterations <= 16; iterations += 4) {
        dying.write(CELL, Rung.ONLY, checkpoint(iterations));
        written = iterations;
      }
    } catch (UncheckedIOException e) {
      return written;
    }
    return written;
  }
}
