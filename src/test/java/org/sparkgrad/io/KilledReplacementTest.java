package org.sparkgrad.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.train.ChildJvm;

/**
 * A process that replaces files and directories is killed by SIGKILL at random moments: the old or
 * the new content is there, whole, and a later process goes on.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledReplacementTest {
  private static final int KILLS = 4;
  private static final int LONGEST_MILLIS = 300;
  private static final long SIGKILL = 128 + 9;

  @TempDir Path root;
  private final Random random = new Random(7);

  @BeforeEach
  void putSomethingOfTheUsers() throws IOException {
    for (int i = 0; i < ReplacingForever.PLACES; i++) {
      Path directory = Files.createDirectories(root.resolve("place-" + i + "/directory"));
      Files.writeString(directory.resolve(ReplacingForever.MINE), "precious");
    }
  }

  private void runAndKill(int round) throws IOException, InterruptedException {
    Path started = root.resolve("started-" + round);
    Path output = root.resolve("output-" + round);
    Process process =
        ChildJvm.start(
            ReplacingForever.class, List.of(root.toString(), started.toString()), output);
    try {
      while (!Files.exists(started)) {
        assertTrue(process.isAlive(), Files.readString(output));
        Thread.sleep(1);
      }
      Thread.sleep(random.nextInt(LONGEST_MILLIS));
    } finally {
      process.destroyForcibly();
    }
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(SIGKILL, process.exitValue(), Files.readString(output));
  }

  /** As the next process finds it, and mends it. */
  private void assertWhole(int number) throws IOException {
    Directory place = ReplacingForever.place(root, number);
    ReplacingForever.number(place.read(ReplacingForever.FILE));
    ReplacingForever.replacement(place).recover();
    Directory directory = place.child("directory");
    Set<Integer> numbers = new HashSet<>();
    for (String part : ReplacingForever.PARTS) {
      numbers.add(ReplacingForever.number(directory.read(part)));
    }
    assertEquals(1, numbers.size(), "parts of one directory");
    Path mine = root.resolve("place-" + number + "/directory/" + ReplacingForever.MINE);
    assertEquals("precious", Files.readString(mine));
  }

  @Test
  void leavesTheOldOrTheNewWhole() throws IOException, InterruptedException {
    for (int round = 0; round < KILLS; round++) {
      runAndKill(round);
      for (int i = 0; i < ReplacingForever.PLACES; i++) {
        assertWhole(i);
      }
    }
    for (int i = 0; i < ReplacingForever.PLACES; i++) {
      assertLeavesNothingBeside(ReplacingForever.place(root, i));
    }
  }

  /** Whatever a kill has left, the next replacement that comes to its end removes. */
  private static void assertLeavesNothingBeside(Directory place) {
    ReplacingForever.replace(place, 1);
    assertEquals(List.of("directory", ReplacingForever.FILE), place.list());
    assertEquals(
        List.of(ReplacingForever.MINE, "own-1", "own-2", "own-3"), place.child("directory").list());
  }
}
