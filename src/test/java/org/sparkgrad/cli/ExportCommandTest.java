package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.artifact.onnx.OnnxSession;
import org.sparkgrad.artifact.onnx.RandomModels;
import org.sparkgrad.train.TrainedModel;

class ExportCommandTest {
  private static final int USAGE = 2;
  private static final int DATA = 3;

  @TempDir Path place;

  private String model() {
    return place.resolve("model").toString();
  }

  private Path file() {
    return place.resolve("exported/model of pixels.onnx");
  }

  private TrainedModel save(String... settings) {
    return RandomModels.save(place.resolve("model"), settings);
  }

  @Test
  @Covers({"export --onnx", "export --json"})
  void writesAFileThatOnnxRuntimeReads() throws Exception {
    TrainedModel trained = save("features=raw|unit");
    JsonNode document =
        Call.of("export", model(), "--onnx", file().toString(), "--json").done().json();
    byte[] bytes = Files.readAllBytes(file());
    assertEquals(file().toString(), document.get("file").asText());
    assertEquals(bytes.length, document.get("bytes").asInt());
    assertEquals(17, document.get("opset").asInt());
    assertEquals(DigestUtils.sha256Hex(bytes), document.get("sha256").asText());
    assertEquals(trained.weightsSha256(), document.get("weights_sha256").asText());
    assertArrayEquals(
        new String[] {file().getFileName().toString()}, file().getParent().toFile().list());
    try (OnnxSession session = new OnnxSession(file())) {
      assertEquals(2, session.run(RandomModels.pixels(2, 3072), 2, 3, 32, 32).classes().length);
    }
  }

  @Test
  @Covers("export --overwrite")
  void replacesAFileOnlyIfToldTo() throws IOException {
    save("features=raw|unit");
    Files.createDirectories(file().getParent());
    Files.write(file(), new byte[] {8});
    Call.of("export", model(), "--onnx", file().toString())
        .failedWith(USAGE, "--onnx: expected a file that does not exist, found ", "--overwrite");
    assertEquals(1, Files.size(file()));
    Call.of("export", model(), "--onnx", file().toString(), "--overwrite").done();
    assertTrue(Files.size(file()) > 4 * (10 * 3073 + 2 * 3072));
    Call.of("export", model(), "--onnx", place.toString(), "--overwrite")
        .failedWith(USAGE, "--onnx: expected a file to write, found a directory");
    Call.of("export", model(), "--onnx", model() + "/model.json", "--overwrite")
        .failedWith(USAGE, "--overwrite: expected an ONNX file to replace, found another file at ");
  }

  @Test
  void saysWhyAModelHasNoFile() {
    save("features=hog(cell=16)|standardize");
    Call.of("export", model(), "--onnx", file().toString())
        .failedWith(
            USAGE,
            "export "
                + model()
                + " to ONNX: expected features raw, with any stages, found 'hog(cell=16",
            "use predict");
    assertFalse(Files.exists(file().getParent()));
  }

  @Test
  void refusesWhatIsNoModel() {
    Call.of("export", place + "/none", "--onnx", file().toString())
        .failedWith(DATA, "read model", "none");
    save("features=raw|unit");
    Call.of("export", place.toString(), "--onnx", file().toString())
        .failedWith(USAGE, "MODEL: expected the directory of a saved model, found that of several");
    Call.of("export", model()).failedWith(USAGE, "--onnx");
  }
}
