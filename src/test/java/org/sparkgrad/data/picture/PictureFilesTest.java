package org.sparkgrad.data.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.io.DataException;

class PictureFilesTest {
  private static final String ODD = "d/[1] größe, \"a\" {b} *?.JPeG";

  @TempDir Path place;

  @BeforeEach
  void write() {
    for (String name :
        List.of("a.png", "b.jpg", "c.txt", "d/e.gif", "d/f/g.BMP", ODD, ".h.png", "_i/j.png")) {
      TinyCifar.writeFile(place.resolve(name), new byte[] {1});
    }
  }

  private List<String> find(String... places) {
    List<String> absolute =
        Arrays.stream(places).map(each -> each.contains(":") ? each : place + "/" + each).toList();
    return PictureFiles.find(new Configuration(), absolute).stream()
        .map(file -> place.relativize(Path.of(file.path())).toString())
        .toList();
  }

  @Test
  void findsThoseOfAFolderAndTheFoldersInItByPath() {
    assertEquals(List.of("a.png", "b.jpg", ODD, "d/e.gif", "d/f/g.BMP"), find(""));
  }

  @Test
  void takesANamedFileWhateverItsName() {
    assertEquals(List.of("c.txt"), find("c.txt"));
    assertEquals(List.of(".h.png"), find(".h.png"));
    assertEquals(List.of(ODD), find(ODD));
    assertEquals(List.of("a.png"), find("file://" + place + "/a.png"));
  }

  @Test
  void takesWhatAGlobMatches() {
    assertEquals(List.of("a.png", "b.jpg"), find("*.{png,jpg}"));
    assertEquals(List.of(ODD, "d/e.gif", "d/f/g.BMP"), find("[d]"));
    assertEquals(List.of("d/e.gif"), find("?/e.*"));
    assertEquals(List.of(".h.png"), find(".*.png"));
  }

  @Test
  void takesEachOnce() {
    assertEquals(List.of("a.png", "b.jpg"), find("b.jpg", "a.png", "*.png", "a.png"));
  }

  @Test
  void followsNoLinkRoundAndRound() throws IOException {
    Files.createSymbolicLink(place.resolve("d/f/up"), place);
    assertEquals(List.of("a.png", "b.jpg", ODD, "d/e.gif", "d/f/g.BMP"), find(""));
  }

  /** Hadoop leaves the link out of its list, and would wait for a writer to the pipe. */
  @Test
  void takesWhatCannotBeReadSoThatItsRowSaysSo() throws Exception {
    Path folder = Files.createDirectories(place.resolve("lost"));
    Files.createSymbolicLink(folder.resolve("link.png"), place.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("link.txt"), place.resolve("nowhere"));
    new ProcessBuilder("mkfifo", folder.resolve("pipe.png").toString()).start().waitFor();
    Map<String, String> problems = new TreeMap<>();
    for (PictureFile each : PictureFiles.find(new Configuration(), List.of(folder.toString()))) {
      problems.put(
          folder.relativize(Path.of(each.path())).toString(),
          assertThrows(PictureException.class, () -> each.read(new Configuration())).getMessage());
    }
    assertEquals(
        Map.of(
            "link.png",
            "expected a file that every worker can read, found none",
            "pipe.png",
            "expected a regular file, found one of another kind"),
        problems);
  }

  @Test
  void namesEveryPlaceWithNothing() {
    DataException error =
        assertThrows(DataException.class, () -> find("a.png", "none", "*.tiff", "[x"));
    assertEquals(3, error.getMessage().lines().count(), error.getMessage());
    assertTrue(error.getMessage().contains("found nothing at " + place + "/none"));
    assertTrue(error.getMessage().contains("found nothing at " + place + "/*.tiff"));
    assertTrue(error.getMessage().contains("[x"));
  }

  @Test
  void saysWhatItLookedForInAFolderWithoutPictures() throws IOException {
    Files.createDirectories(place.resolve("empty"));
    DataException error = assertThrows(DataException.class, () -> find("empty"));
    assertEquals(
        "find images: expected files named .png, .jpg, .jpeg, .gif, .bmp in %s/empty, found none; a data set is given by --data"
            .formatted(place),
        error.getMessage());
  }
}
