package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.sparkgrad.TinyCifar;

class TemplatesCommandTest extends OnTinyData {
  private static final int USAGE = 2;
  private static final int DATA = 3;

  private String model(String... options) {
    TinyRun.json("train", data, out, options).done();
    return out.resolve("models/cell-1").toString();
  }

  private Path file() {
    return place.resolve("pictures/of model.png");
  }

  @Test
  @Covers({"templates --out", "templates --json"})
  void drawsTheWeightsOfASavedModel() throws IOException {
    JsonNode document =
        Call.of("templates", model(), "--out", file().toString(), "--json").done().json();
    assertEquals(file().toString(), document.get("templates").asText());
    assertEquals(TinyCifar.CLASS_NAMES, names(document));
    assertTrue(document.get("range").asDouble() > 0);
    assertTrue(ImageIO.read(file().toFile()).getWidth() > 5 * 128);
    assertArrayEquals(new String[] {"of model.png"}, file().getParent().toFile().list());
  }

  private static List<String> names(JsonNode document) {
    return Streams.stream(document.get("names")).map(JsonNode::asText).toList();
  }

  @Test
  @Covers("templates --overwrite")
  void replacesAFileOnlyWhereToldTo() throws IOException {
    String model = model("--model", "two-layer", "--hidden", "5");
    TinyCifar.writeFile(file(), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    Call.of("templates", model, "--out", file().toString())
        .failedWith(USAGE, "--out: expected a file that does not exist, found ", "--overwrite");
    assertEquals(4, Files.size(file()));
    Call.of("templates", model, "--out", file().toString(), "--overwrite").done();
    assertTrue(Files.size(file()) > 1000);
    Call.of("templates", model, "--out", place.toString(), "--overwrite")
        .failedWith(USAGE, "--out: expected a file to write, found a directory");
    Call.of("templates", model, "--out", model + "/weights.npy", "--overwrite")
        .failedWith(USAGE, "--overwrite: expected a PNG file to replace, found another file at ");
  }

  /** As on servers without fonts: this setting leads Java to none on Linux. */
  @Test
  void drawsWithoutNamesWhereThereAreNoFonts() throws IOException, InterruptedException {
    List<String> options = List.of("-Dsun.awt.fontconfig=" + place.resolve("none.properties"));
    List<String> call = List.of("templates", model(), "--out", file().toString());
    try (CallProcess process = CallProcess.start(place, options, call)) {
      CallProcess.Result result = process.await();
      assertEquals(0, result.code(), result.err());
      assertTrue(result.out().contains("[ant, bee, cod,"), result.out());
      assertFalse(result.err().contains("\tat "), result.err());
    }
    assertTrue(ImageIO.read(file().toFile()).getWidth() > 5 * 128);
  }

  @Test
  void saysWhyAModelHasNone() {
    String model = model("--features", "hog(cell=16)|standardize");
    Call.of("templates", model, "--out", file().toString())
        .failedWith(DATA, "expected a model of raw pixels, found one of 'hog(cell=16");
    assertFalse(Files.exists(file().getParent()));
  }

  @Test
  void refusesWhatIsNoModel() {
    Call.of("templates", place + "/none", "--out", file().toString())
        .failedWith(DATA, "read model", "none");
    model();
    Call.of("templates", out.toString(), "--out", file().toString())
        .failedWith(USAGE, "MODEL: expected the directory of a saved model, found that of a run");
  }
}
