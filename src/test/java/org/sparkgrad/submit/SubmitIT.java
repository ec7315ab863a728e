package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.report.plot.FontsMissingException;
import org.sparkgrad.report.plot.Plot;

/** The application through {@code submit/sparkgrad} and spark-submit, as a user would call it. */
class SubmitIT {
  @TempDir static Path shared;
  private static Path data;
  private static Path run;

  @TempDir Path place;

  /** The run has a report, if plots can be drawn here. */
  @BeforeAll
  static void trainAModel() throws IOException, InterruptedException {
    data = shared.resolve("synthetic");
    List<String> options =
        List.of(data.toString(), "--train-rows", "40", "--test-rows", "30", "--json");
    JsonNode made = submit("data synth", options).endedWith(0).json();
    assertEquals(200, made.get("train_rows").asInt());
    run = shared.resolve("my run");
    List<String> training = new ArrayList<>(List.of("--data", data.toString()));
    training.addAll(List.of("--out", run.toString(), "--batch-size", "50"));
    training.addAll(List.of("--iterations", "5", "--json"));
    if (missingFonts().isEmpty()) {
      training.add("--report");
    }
    JsonNode trained = submit("--master local[2] train", training).endedWith(0).json();
    assertEquals("ok", trained.get("cells").get(0).get("status").asText());
  }

  private static Optional<String> missingFonts() {
    try {
      Plot.requireFonts();
      return Optional.empty();
    } catch (FontsMissingException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Calls it with words without spaces, then with any others. */
  private static Script.Result submit(String words, List<String> others)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(others);
    return submit(all.toArray(String[]::new));
  }

  private static Script.Result submit(String... arguments)
      throws IOException, InterruptedException {
    return Script.sparkgrad().run(arguments);
  }

  /** With the libraries as the jar holds them. */
  @Test
  void makesTheReportOfARun() throws IOException, InterruptedException {
    missingFonts().ifPresent(Assumptions::abort);
    assertTrue(Files.readString(run.resolve("report.html")).contains("</html>"));
    assertTrue(Files.size(run.resolve("plots/confusion.png")) > 0);
    assertTrue(Files.readString(run.resolve("plots/confusion.svg")).contains("</svg>"));
    Path sheet = place.resolve("templates.png");
    submit("templates", run.resolve("models/cell-1").toString(), "--out", sheet.toString())
        .endedWith(0);
    assertTrue(Files.size(sheet) > 0);
  }

  @Test
  void passesWrongUsageOn() throws IOException, InterruptedException {
    Path run = place.resolve("run");
    Script.Result result =
        submit("train", "--data", data.toString(), "--out", run.toString(), "--l2=-1", "--bogus")
            .endedWith(2);
    assertEquals("", result.out());
    assertTrue(result.err().contains("--l2: expected"), result.err());
    assertTrue(result.err().contains("--bogus"), result.err());
    assertFalse(result.err().contains("\tat "), result.err());
    assertFalse(Files.exists(run));
  }

  @Test
  void refusesOptionsBeforeTheCommandThatAreNotSparkSubmits()
      throws IOException, InterruptedException {
    Script.Result result = submit("--learning-rate", "0.1", "train").endedWith(2);
    assertTrue(result.err().contains("--learning-rate"), result.err());
  }
}
