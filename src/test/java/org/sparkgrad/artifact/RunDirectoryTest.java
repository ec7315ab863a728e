package org.sparkgrad.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.FailingFileSystem;
import org.sparkgrad.MortalFileSystem;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.HostProcess;
import org.sparkgrad.io.LinuxProcess;

class RunDirectoryTest {
  @TempDir Path place;

  private RunDirectory run() {
    return RunDirectory.at(new Configuration(), place.resolve("run").toString());
  }

  private static Map<String, Object> manifest(String status, String note) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", status);
    fields.put("note", note);
    fields.put("started", Instant.now().toString());
    fields.put("class_names", List.of());
    fields.put("blocks", 16);
    fields.put("cell_settings", Map.of());
    return fields;
  }

  private String recorded(String field) throws IOException {
    return new ObjectMapper()
        .readTree(place.resolve("run/manifest.json").toFile())
        .get(field)
        .asText();
  }

  private void leaveLease(LeaseOwner owner) throws IOException {
    Files.createDirectories(place.resolve("run"));
    Files.write(place.resolve("run/lease.json"), owner.encode());
  }

  private static LeaseOwner owner(
      String host,
      long pid,
      Optional<Instant> started,
      Optional<LinuxProcess> linux,
      Instant alive) {
    return new LeaseOwner("a", new HostProcess(host, pid, started, linux), alive);
  }

  private String refusal(RunDirectory.Start start) {
    return assertThrows(RunRefusedException.class, () -> run().begin(start)).getMessage();
  }

  @Test
  void belongsToItsMakerAsLongAsItIsMade() {
    try (RunDirectory made = run()) {
      made.begin(RunDirectory.Start.NEW);
      made.writeManifest(manifest("running", ""));
      for (RunDirectory.Start start : RunDirectory.Start.values()) {
        String message = refusal(start);
        assertTrue(message.contains("in use by process " + ProcessHandle.current().pid()), message);
      }
      made.complete(manifest("done", ""), true);
    }
    try (RunDirectory next = run()) {
      next.begin(RunDirectory.Start.RESUME);
    }
  }

  @RepeatedTest(20)
  void ofSeveralThatMakeItOneSucceeds() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> attempt =
          () -> {
            try {
              run().begin(RunDirectory.Start.NEW);
              return true;
            } catch (RunRefusedException e) {
              return false;
            }
          };
      int made = 0;
      for (var each : threads.invokeAll(Collections.nCopies(16, attempt))) {
        made += each.get() ? 1 : 0;
      }
      assertEquals(1, made);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void isTakenOverFromAProcessThatIsGone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    HostProcess here = HostProcess.own();
    leaveLease(owner(here.host(), gone.pid(), here.started(), Optional.empty(), Instant.now()));
    try (RunDirectory next = run()) {
      next.begin(RunDirectory.Start.NEW);
    }
  }

  /** Its number has been given to another process since. */
  @Test
  void isTakenOverFromAProcessWhoseNumberAnotherHas() throws IOException {
    HostProcess here = HostProcess.own();
    Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
    leaveLease(
        owner(here.host(), here.pid(), Optional.of(longAgo), Optional.empty(), Instant.now()));
    try (RunDirectory next = run()) {
      next.begin(RunDirectory.Start.NEW);
    }
  }

  /** The clock from which the system derives when a process started may be set meanwhile. */
  @Test
  void isInUseThoughTheClockWasSet() throws IOException {
    HostProcess here = HostProcess.own();
    assumeTrue(here.linux().isPresent(), "no /proc");
    Optional<Instant> hourOff = here.started().map(start -> start.plusSeconds(3600));
    leaveLease(owner(here.host(), here.pid(), hourOff, here.linux(), Instant.now()));
    assertTrue(refusal(RunDirectory.Start.NEW).contains("in use by process " + here.pid()));
  }

  /** Containers can share a host's name, and not its numbers of processes. */
  @Test
  void isNotTakenFromAProcessOfAnotherSpaceOfNumbers() throws IOException {
    HostProcess here = HostProcess.own();
    Optional<LinuxProcess> other = Optional.of(new LinuxProcess("boot pid:[1]", "17"));
    leaveLease(owner(here.host(), 999_999_999, here.started(), other, Instant.now()));
    assertTrue(refusal(RunDirectory.Start.NEW).contains("in use by process 999999999"));
  }

  @Test
  void aProcessThatItsParentHasNotAskedForHasEnded() throws Exception {
    assumeTrue(LinuxProcess.spaceHere().isPresent(), "no /proc");
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 60").start();
    try (var output = parent.inputReader()) {
      long child = Long.parseLong(output.readLine());
      while (LinuxProcess.of(child).isPresent()) {
        Thread.sleep(10);
      }
      assertTrue(Files.exists(Path.of("/proc/" + child)));
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void isTakenOverFromAnotherHostThatIsSilentIfTheUserSaysSo() throws IOException {
    Instant now = Instant.now();
    leaveLease(owner("elsewhere", 1, Optional.empty(), Optional.empty(), now.minusSeconds(60)));
    assertTrue(refusal(RunDirectory.Start.NEW).contains("process 1 on elsewhere"));
    for (int seconds : new int[] {130, -130}) { // Its clock may be the one that is wrong.
      leaveLease(
          owner("elsewhere", 1, Optional.empty(), Optional.empty(), now.minusSeconds(seconds)));
      assertTrue(refusal(RunDirectory.Start.NEW).contains("--take-over"));
      try (RunDirectory next = run()) {
        next.begin(RunDirectory.Start.NEW, true);
      }
    }
  }

  @Test
  void isNotTakenOverFromOneThatLives() throws IOException {
    leaveLease(owner("elsewhere", 1, Optional.empty(), Optional.empty(), Instant.now()));
    try (RunDirectory next = run()) {
      String message =
          assertThrows(RunRefusedException.class, () -> next.begin(RunDirectory.Start.NEW, true))
              .getMessage();
      assertTrue(message.contains("process 1 on elsewhere"), message);
    }
  }

  @Test
  void notesWhyARunFailed() throws IOException {
    try (RunDirectory made = run()) {
      made.begin(RunDirectory.Start.NEW);
      made.fail("no manifest yet");
      made.writeManifest(manifest("running", ""));
      made.fail("no such luck");
    }
    assertEquals("failed", recorded("status"));
    assertEquals("no such luck", recorded("error"));
    try (RunDirectory resumed = run()) {
      resumed.begin(RunDirectory.Start.RESUME);
      resumed.writeManifest(manifest("running", ""));
      resumed.fail("Spark stopped");
      assertTrue(resumed.interrupt());
    }
    assertEquals("interrupted", recorded("status"));
    assertFalse(Files.readString(place.resolve("run/manifest.json")).contains("Spark stopped"));
  }

  @Test
  void isTakenOverIfTheLeaseWasNotWrittenToItsEnd() throws IOException {
    Files.createDirectories(place.resolve("run"));
    Files.writeString(place.resolve("run/lease.json"), "{\"run_");
    try (RunDirectory next = run()) {
      next.begin(RunDirectory.Start.NEW);
    }
  }

  @Test
  void notesHowARunEnded() throws IOException {
    try (RunDirectory made = run()) {
      made.begin(RunDirectory.Start.NEW);
      made.writeManifest(manifest("running", ""));
      assertEquals("running", recorded("status"));
    }
    assertEquals("failed", recorded("status"));
    final String id = recorded("run_id");
    final String started = recorded("started");
    try (RunDirectory resumed = run()) {
      resumed.begin(RunDirectory.Start.RESUME);
      resumed.writeManifest(manifest("running", ""));
      assertTrue(resumed.interrupt());
    }
    assertEquals("interrupted", recorded("status"));
    assertEquals(id, recorded("run_id"));
    assertEquals(started, recorded("started"));
  }

  @Test
  void leavesNothingIfTheRunDoesNotBegin() {
    try (RunDirectory made = run()) {
      made.begin(RunDirectory.Start.NEW);
    }
    assertFalse(Files.exists(place.resolve("run")));
    String deep = place.resolve("a/b/run").toString();
    try (RunDirectory made = RunDirectory.at(new Configuration(), deep)) {
      made.begin(RunDirectory.Start.NEW);
      assertTrue(Files.exists(place.resolve("a/b/run")));
    }
    assertFalse(Files.exists(place.resolve("a")));
  }

  /** The old one is there until the new one is done. */
  @Test
  void isReplacedWhenTheNewRunIsDone() throws IOException {
    complete("old");
    try (RunDirectory replacing = run()) {
      replacing.begin(RunDirectory.Start.REPLACE);
      replacing.writeManifest(manifest("running", "new"));
      assertEquals("old", recorded("note"));
    }
    assertEquals("old", recorded("note"));
    try (RunDirectory resumed = run()) {
      resumed.begin(RunDirectory.Start.RESUME);
      assertEquals("old", recorded("note"));
      resumed.complete(manifest("done", "new"), true);
    }
    assertEquals("new", recorded("note"));
    assertFalse(Files.exists(place.resolve(".run.new")));
    assertFalse(Files.exists(place.resolve("run/lease.json")));
  }

  /** A run without a cell that is ok takes nothing's place; it can be gone on with. */
  @Test
  void keepsTheOldRunIfTheNewOneHasFailed() throws IOException {
    complete("old");
    try (RunDirectory replacing = run()) {
      replacing.begin(RunDirectory.Start.REPLACE);
      replacing.complete(manifest("done", "new"), false);
      assertEquals(".run.new", replacing.place().name());
    }
    assertEquals("old", recorded("note"));
    assertFalse(Files.exists(place.resolve("run/lease.json")));
    try (RunDirectory resumed = run()) {
      resumed.begin(RunDirectory.Start.RESUME);
      resumed.complete(manifest("done", "newer"), true);
    }
    assertEquals("newer", recorded("note"));
  }

  /** What is gone with it would be missing from a run that says that it is done. */
  @Test
  void isNotDoneIfItHasBeenDeletedMeanwhile() throws IOException {
    try (RunDirectory made = run()) {
      made.begin(RunDirectory.Start.NEW);
      made.writeManifest(manifest("running", ""));
      clear();
      String message =
          assertThrows(RunRefusedException.class, () -> made.complete(manifest("done", ""), true))
              .getMessage();
      assertTrue(message.contains("found that it is gone"), message);
    }
    assertFalse(Files.exists(place.resolve("run")));
  }

  /** As a process leaves it that is killed while it loads its data. */
  @Test
  void aLeaseAloneIsNoRun() throws IOException {
    leaveLease(LeaseOwner.here("some"));
    assertFalse(run().exists());
    Files.createDirectory(place.resolve("run/.probe-of-a-cluster"));
    assertFalse(run().exists());
    Files.writeString(place.resolve("run/mine.txt"), "mine");
    assertTrue(run().exists());
  }

  private void put(String file, String content) throws IOException {
    Files.createDirectories(place.resolve(file).getParent());
    Files.writeString(place.resolve(file), content);
  }

  private void interruptAReplacement(String note) {
    try (RunDirectory replacing = run()) {
      replacing.begin(RunDirectory.Start.REPLACE);
      replacing.writeManifest(manifest("running", note));
      assertTrue(replacing.interrupt());
    }
  }

  /** Whose names are like those that a replacement leaves. */
  @Test
  void leavesHiddenFilesOfTheUsersAlone() throws IOException {
    complete("old");
    List<String> theirs =
        List.of(
            "notes 12:30.txt",
            "notes.txt",
            ".notes.txt.old",
            ".todo.old",
            ".old",
            ".moving",
            ".written",
            ".plan.written",
            "models/.todo.old",
            "models/.mine.old/mine.npy");
    for (String name : theirs) {
      put("run/" + name, name);
    }
    try (RunDirectory resumed = run()) {
      resumed.begin(RunDirectory.Start.RESUME);
      resumed.complete(manifest("done", "resumed"), true);
    }
    for (String name : theirs) {
      assertEquals(name, Files.readString(place.resolve("run").resolve(name)));
    }
    complete("new");
    assertEquals("new", recorded("note"));
    for (String name : theirs.subList(0, 8)) {
      assertEquals(name, Files.readString(place.resolve("run").resolve(name)));
    }
    assertFalse(Files.exists(place.resolve(".run.old")));
  }

  @Test
  void recoversTablesAndModelsThatAKillHasMoved() throws IOException {
    complete("old");
    put("run/.curves.old/cell-1.parquet", "curve");
    put("run/models/.cell-1.old/model.json", "{}");
    try (RunDirectory resumed = run()) {
      resumed.begin(RunDirectory.Start.RESUME);
    }
    assertEquals("curve", Files.readString(place.resolve("run/curves/cell-1.parquet")));
    assertEquals("{}", Files.readString(place.resolve("run/models/cell-1/model.json")));
  }

  /** It was begun to replace another run, which the user has deleted. */
  @Test
  void isNotResumedFromWhatWasToReplaceAnotherRun() throws IOException {
    complete("first");
    interruptAReplacement("second");
    Files.delete(place.resolve("run/manifest.json"));
    String message = refusal(RunDirectory.Start.NEW);
    assertTrue(message.contains(".run.new") && message.contains("to resume it"), message);
    Files.move(place.resolve(".run.new"), place.resolve("aside"));
    complete("third");
    Files.move(place.resolve("aside"), place.resolve(".run.new"));
    try (RunDirectory resumed = run()) {
      assertTrue(resumed.isRun());
      resumed.begin(RunDirectory.Start.RESUME);
      resumed.complete(manifest("done", "third, resumed"), true);
    }
    assertEquals("third, resumed", recorded("note"));
    assertTrue(Files.exists(place.resolve(".run.new/manifest.json")));
    complete("fourth");
    assertEquals("fourth", recorded("note"));
    assertFalse(Files.exists(place.resolve(".run.new")));
  }

  @Test
  void isResumedFromWhatWasToReplaceItAgainAndAgain() throws IOException {
    complete("first");
    interruptAReplacement("second");
    for (int i = 0; i < 2; i++) {
      try (RunDirectory resumed = run()) {
        resumed.begin(RunDirectory.Start.RESUME);
        resumed.writeManifest(manifest("running", "second"));
        assertTrue(resumed.interrupt());
      }
      assertEquals("first", recorded("note"));
    }
    try (RunDirectory resumed = run()) {
      resumed.begin(RunDirectory.Start.RESUME);
      resumed.complete(manifest("done", "second"), true);
    }
    assertEquals("second", recorded("note"));
  }

  private void complete(String note) {
    try (RunDirectory made = run()) {
      made.begin(RunDirectory.Start.REPLACE);
      made.complete(manifest("done", note), true);
    }
  }

  /** A kill at each change that replacing makes; what comes next finds the old run or the new. */
  @ParameterizedTest
  @ValueSource(strings = {"mortal", "mortalstore"})
  void aKillLeavesTheOldRunOrTheNew(String scheme) throws IOException {
    String uri = scheme + "://" + place.resolve("run");
    boolean killed = true;
    for (int changes = 0; killed; changes++) {
      complete("old");
      killed = isKilled(uri, changes);
      leaveNoLease();
      try (RunDirectory next = RunDirectory.at(MortalFileSystem.alive(), uri)) {
        assertTrue(next.exists() && next.isRun(), "after " + changes + " changes");
        next.begin(RunDirectory.Start.RESUME);
        String found = recorded("note");
        assertTrue(found.equals("new") || (killed && found.equals("old")), found);
      }
      clear();
    }
  }

  private static boolean isKilled(String uri, int changes) {
    RunDirectory dying = RunDirectory.at(MortalFileSystem.livingFor(changes), uri);
    try {
      dying.begin(RunDirectory.Start.REPLACE);
      dying.writeManifest(manifest("running", "new"));
      dying.complete(manifest("done", "new"), true);
      return MortalFileSystem.isDead();
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  /** No other process begins in a directory that is about to be moved. */
  @Test
  void isHeldWhileItIsReplaced() throws IOException {
    complete("old");
    Path moved = place.resolve(".run.old");
    for (int changes = 0; !Files.exists(moved); changes++) {
      leaveNoLease();
      assertTrue(isKilled("mortal://" + place.resolve("run"), changes));
    }
    assertTrue(Files.exists(moved.resolve("lease.json")));
  }

  /** Its owner must not be taken for one that is gone. */
  @Test
  void isGivenSignsOfLifeAgainAfterAFullDisk() throws IOException {
    Configuration hadoop = new Configuration();
    FailingFileSystem.install(hadoop);
    Path file = place.resolve("lease.json");
    try (RunLease lease = RunLease.take(Directory.at(hadoop, "failing:" + place), "a", false)) {
      final String first = Files.readString(file);
      FailingFileSystem.fill("lease.json.partial");
      lease.giveSign();
      assertEquals(first, Files.readString(file));
      FailingFileSystem.install(hadoop);
      lease.giveSign();
      assertNotEquals(first, Files.readString(file));
    }
    assertFalse(Files.exists(file));
  }

  /** This process lives on, though its file system does not. */
  private void leaveNoLease() throws IOException {
    for (String name : List.of("run", ".run.old")) {
      Files.deleteIfExists(place.resolve(name).resolve("lease.json"));
    }
  }

  private void clear() throws IOException {
    try (var files = Files.walk(place)) {
      for (Path each : files.sorted(Collections.reverseOrder()).toList()) {
        if (!each.equals(place)) {
          Files.delete(each);
        }
      }
    }
  }
}
