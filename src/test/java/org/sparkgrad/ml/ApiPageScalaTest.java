package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.script.ScriptEngine;
import javax.script.ScriptException;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;
import scala.tools.nsc.interpreter.shell.Scripted;

/** The examples of docs/api.md in Scala, as Scala's interpreter runs them, in a session. */
@ExtendWith(SharedSpark.class)
class ApiPageScalaTest {
  private static final String PROMPT = "scala> ";

  /** What spark-shell says before its first prompt. */
  private static final List<String> OPENING =
      List.of(
          "val spark = org.apache.spark.sql.SparkSession.active",
          "import spark.implicits._",
          "import org.apache.spark.sql.functions._");

  private final ScriptEngine scala = new Scripted.Factory().getScriptEngine();

  @TempDir Path place;

  @BeforeEach
  void openSession(SparkSession session) {
    SparkSession.setActiveSession(session);
  }

  @Test
  void theExampleInScalaRuns() throws IOException, ScriptException {
    Path saved = place.resolve("model");
    scala.eval(ApiPage.example("Scala"));
    scala.eval("TrainOnDataFrame.main(Array(\"%s\"))".formatted(saved));
    PipelineModel model = PipelineModel.load(saved.toString());
    assertEquals(SparkgradClassificationModel.class, model.stages()[1].getClass());
  }

  @Test
  void theExampleForSparkShellRuns() throws IOException, ScriptException {
    writePhotos("dark", Color.BLACK);
    writePhotos("light", Color.WHITE);
    for (String line : OPENING) {
      scala.eval(line);
    }
    Object last = null;
    for (String line : ApiPage.example("spark-shell").lines().toList()) {
      if (line.startsWith(PROMPT)) {
        last = scala.eval(line.substring(PROMPT.length()).replace("photos/", place + "/photos/"));
      }
    }
    assertEquals(List.of("dark", "light"), last);
  }

  /** Twelve, each with a line of another colour at another place. */
  private void writePhotos(String name, Color ground) throws IOException {
    Path folder = Files.createDirectories(place.resolve("photos").resolve(name));
    for (int number = 0; number < 12; number++) {
      BufferedImage photo = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
      for (int place = 0; place < 16 * 16; place++) {
        Color colour = place / 16 == number ? Color.RED : ground;
        photo.setRGB(place % 16, place / 16, colour.getRGB());
      }
      ImageIO.write(photo, "png", folder.resolve(number + ".png").toFile());
    }
  }
}
