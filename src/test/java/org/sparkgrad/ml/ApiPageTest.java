package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.example.TrainOnDataFrame;

/** The examples of docs/api.md: Java's is compiled and run, Python's names what there is. */
@ExtendWith(SharedSpark.class)
class ApiPageTest {
  private static final Path SOURCE =
      Path.of("src/test/java/org/sparkgrad/example/TrainOnDataFrame.java");
  private static final Pattern KEYWORDS = Pattern.compile("SparkgradClassifier\\((\\w+=[^)]*)\\)");

  @Test
  void theExampleInJavaIsTheOneThatIsCompiled() throws IOException {
    assertEquals(
        Files.readString(SOURCE), "package org.sparkgrad.example;\n\n" + ApiPage.example("Java"));
  }

  @Test
  void theExampleInJavaRuns(SparkSession session, @TempDir Path directory) throws Exception {
    assertFalse(session.sparkContext().isStopped());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      TrainOnDataFrame.main(new String[] {directory.resolve("model").toString()});
    } finally {
      System.setOut(before);
    }
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    assertTrue(lines.stream().anyMatch(line -> line.matches("(0\\.9\\d*|1\\.0) [0-9a-f]{64}")));
    assertTrue(lines.contains("1.0"), "the prediction of a small vector");
    assertTrue(List.of("0.1", "0.5").contains(lines.get(lines.size() - 1)));
  }

  @Test
  void keywordsOfTheExampleInPythonAreParams() throws IOException {
    Set<String> params =
        Arrays.stream(new SparkgradClassifier().params())
            .map(Param::name)
            .collect(Collectors.toSet());
    Matcher call = KEYWORDS.matcher(ApiPage.example("PySpark"));
    assertTrue(call.find());
    for (String each : call.group(1).split(", ")) {
      assertTrue(params.contains(each.split("=")[0]), each);
    }
  }
}
