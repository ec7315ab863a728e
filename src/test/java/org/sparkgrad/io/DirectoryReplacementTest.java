package org.sparkgrad.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.MortalFileSystem;

/** Replacing a directory {@code t}, in which a file {@code own} is ours. */
class DirectoryReplacementTest {
  private static final OwnNames OWN = OwnNames.matching("own"::equals);

  @TempDir Path place;

  private Directory local(String below) {
    return Directory.at(new Configuration(), place.resolve(below).toString());
  }

  private DirectoryReplacement replacement() {
    return new DirectoryReplacement(local("t"), OWN);
  }

  private DirectoryReplacement shared(boolean overwrite) {
    return DirectoryReplacement.ofManyProcesses(local("t"), OWN, overwrite);
  }

  private void put(String file, String content) throws IOException {
    Files.createDirectories(place.resolve(file).getParent());
    Files.writeString(place.resolve(file), content);
  }

  private String content(String file) throws IOException {
    return Files.readString(place.resolve(file));
  }

  private static void fill(Directory next) {
    next.write("own", "new".getBytes(StandardCharsets.UTF_8));
  }

  private List<String> names() {
    return local(".").list();
  }

  @Test
  void keepsWhatIsOfOthers() throws IOException {
    put("t/own", "old");
    put("t/theirs", "precious");
    put("t/.own.partial", "half");
    put("t/.theirs.old", "precious, too");
    replacement().replace(DirectoryReplacementTest::fill);
    assertEquals(List.of(".theirs.old", "own", "theirs"), local("t").list());
    assertEquals("new", content("t/own"));
    assertEquals(List.of("t"), names());
  }

  /** As a version that refused to move such a name has left it. */
  @Test
  void bringsBackWhatAKillHasLeft() throws IOException {
    put("t/own", "new");
    put(".t.old/own", "old");
    put(".t.old/theirs 12:30", "precious");
    replacement().recover();
    assertEquals(List.of("own", "theirs 12:30"), local("t").list());
    assertEquals("new", content("t/own"));
    assertEquals(List.of("t"), names());
  }

  /** A mark of a move on an object store that somebody else has written. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "theirs",
        "../theirs",
        ".t.new/../theirs",
        ".t.new\n../theirs/file",
        ".t.new\n"
      })
  void movesAndDeletesNothingElsewhere(String mark) throws IOException {
    put("theirs/file", "precious");
    put(".t.new/own", "new");
    put(".t.moving", mark);
    Directory target =
        Directory.at(MortalFileSystem.alive(), "mortalstore://" + place.resolve("t"));
    DirectoryReplacement replacement = new DirectoryReplacement(target, OWN);
    if (mark.equals(".t.new\n")) {
      replacement.recover();
      assertEquals("new", content("t/own"));
    } else {
      assertThrows(DataException.class, replacement::recover);
    }
    assertEquals("precious", content("theirs/file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".t.old", ".t.new", ".t.old/file", ".t.new/file"})
  void leavesAloneWhatIsOfOthersBesideIt(String theirs) throws IOException {
    put("t/own", "old");
    put(theirs, "precious");
    replacement().recover();
    String message =
        assertThrows(
                DataException.class, () -> replacement().replace(DirectoryReplacementTest::fill))
            .getMessage();
    assertTrue(message.contains(theirs.substring(0, 6)) && message.contains("move it"), message);
    assertEquals("precious", content(theirs));
    assertEquals("old", content("t/own"));
  }

  @Test
  void takesNothingOfOthersForTheOld() throws IOException {
    put(".t.old/theirs", "precious");
    replacement().recover();
    assertFalse(replacement().isOfSomething());
    assertEquals(List.of(".t.old"), names());
  }

  @Test
  void findsWhatWasCutOffByItsName() throws IOException {
    for (String name :
        List.of(".old", ".moving", "..old", "...old", ".a.old", ".b.moving", "c.old")) {
      put(name, "");
    }
    assertEquals(Set.of("a", "b"), DirectoryReplacement.cutOffIn(local(".")));
  }

  @Test
  void severalProcessesFillDirectoriesOfTheirOwn() throws IOException {
    put(".t.1-1-elsewhere.new/own", "of another host");
    put(".t.999999999-1-%s.new/own".formatted(host()), "of one that is gone");
    Directory next = shared(false).begin();
    assertTrue(next.name().matches("\\.t\\.\\d+-\\d+-.+\\.new"), next.name());
    assertEquals(Set.of(".t.1-1-elsewhere.new", next.name()), Set.copyOf(names()));
  }

  /** A number that was given out again, at what looks like the same second. */
  @Test
  void tellsAProcessByTheTicksOfItsStart() {
    HostProcess own = HostProcess.own();
    assertEquals(own.linux(), HostProcess.named(own.name()).flatMap(HostProcess::linux));
    own.linux()
        .ifPresent(
            linux -> {
              String other = own.name().replace("-t" + linux.ticks() + "-", "-t1-");
              assertTrue(HostProcess.named(other).orElseThrow().isGone());
            });
    assertFalse(HostProcess.named(own.name()).orElseThrow().isGone());
  }

  private static String host() {
    return HostProcess.own().host();
  }

  @Test
  void replacesNothingThatHasComeMeanwhile() throws IOException {
    String message =
        assertThrows(
                DataException.class,
                () ->
                    shared(false)
                        .replace(
                            next -> {
                              fill(next);
                              put("t/own", "of another process");
                            }))
            .getMessage();
    assertTrue(message.contains("come meanwhile"), message);
    assertEquals(List.of("t"), names());
    assertThrows(DataException.class, () -> shared(false).begin());
    assertEquals("of another process", content("t/own"));
    shared(true).replace(DirectoryReplacementTest::fill);
    assertEquals("new", content("t/own"));
  }

  /** Of a failed task Spark throws a checked exception, of a full disk Hadoop makes an error. */
  @Test
  void leavesNothingAfterAnyFailure() {
    DirectoryReplacement deep = new DirectoryReplacement(local("a/b/t"), OWN);
    for (Throwable failure : List.of(new Exception("a task"), new Error("a full disk"))) {
      Throwable found =
          assertThrows(
              Throwable.class,
              () ->
                  deep.replace(
                      next -> {
                        fill(next);
                        DirectoryReplacementTest.<RuntimeException>sneak(failure);
                      }));
      assertEquals(failure, found);
      assertEquals(List.of(), names());
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable failure) throws E {
    throw (E) failure;
  }
}
