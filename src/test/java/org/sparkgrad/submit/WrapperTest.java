package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.submit.CopiedCheckout.Result;

/**
 * The wrapper in surroundings of many kinds, up to the call of Spark: a copy of it in a folder
 * whose name has a space, with a Java and a Spark that only print how they are called.
 */
class WrapperTest extends OnCopiedCheckout {
  private static Result bash(String words, Map<String, String> environment)
      throws IOException, InterruptedException {
    return checkout.bash(words, environment);
  }

  private static void assertCalled(Result result, String... arguments) {
    assertEquals(0, result.code(), result.err());
    List<String> words = new ArrayList<>(List.of("--class", "org.sparkgrad.cli.Main"));
    words.add("--properties-file");
    words.add(checkout.root().resolve("conf/local.properties").toString());
    String expected = "<" + String.join("><", words) + ">";
    assertTrue(result.out().contains(expected), result.out());
    String end = ".jar><" + String.join("><", arguments) + ">";
    assertTrue(result.out().endsWith(end), result.out());
  }

  private static void refused(Result result, String message) {
    result.refused(1, "sparkgrad: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"$0\" train --out 'my out'",
        "cd / && \"$0\" train --out 'my out'",
        "cd \"${0%/*}\" && ./sparkgrad train --out 'my out'",
        "cd \"${0%/*}\" && bash sparkgrad train --out 'my out'",
        "PATH=${0%/*}:$PATH; sparkgrad train --out 'my out'",
        "ln -sf \"$0\" link; ln -sf ../link jdk/link; jdk/link train --out 'my out'",
        "export CDPATH=/; \"$0\" train --out 'my out'",
        "\"$0\" train --out 'my out' <&-",
        "\"$0\" train --out 'my out' 2>&-",
        "\"$0\" train --out 'my out' <&- 2>&-"
      })
  void isCalledFromAnywhereWithWhateverIsOpen(String words) throws Exception {
    assertCalled(bash(words, Map.of()), "train", "--out", "my out");
  }

  @Test
  void takesFoldersWithSpaces() throws Exception {
    Map<String, String> environment =
        Map.of(
            "TMPDIR", checkout.root().toString(), "SPARK_HOME", place.resolve("spark").toString());
    assertCalled(bash("\"$0\" train", environment), "train");
  }

  /** As in a folder "x [y]", whose name is a pattern that matches other names. */
  @Test
  void takesFoldersWithBrackets(@TempDir Path other) throws Exception {
    CopiedCheckout brackets = new CopiedCheckout(other, "x [y]");
    assertEquals(0, brackets.bash("\"$0\" train", Map.of()).code());
    String words = "mv spark 's [y]'; SPARK_HOME=$PWD/'s [y]' \"$0\" train";
    Result result = brackets.bash(words, Map.of());
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().endsWith(".jar><train>"), result.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "NONE"})
  void choosesNoSecondCollector(String name) throws Exception {
    String words =
        """
        mkdir -p echo/bin; cp -r spark/jars echo
        printf '#!/bin/bash\necho "$SPARK_SUBMIT_OPTS"' >echo/bin/spark-submit
        chmod +x echo/bin/spark-submit
        SPARK_HOME=$PWD/echo "$0" --version
        """;
    Result result = bash(words, Map.of(name, "-XX:+UseParallelGC"));
    assertEquals(0, result.code(), result.err());
    assertEquals(name.equals("NONE"), result.out().contains("GC"), result.out());
  }

  @Test
  void saysThatTheFolderIsGone() throws Exception {
    Result result = bash("mkdir gone; cd gone; rmdir ../gone; \"$0\" --version", Map.of());
    assertEquals(1, result.code());
    String expected = "sparkgrad: expected a current directory, found that";
    assertTrue(result.err().contains(expected), result.err());
  }

  @Test
  void showsWhatAJavaWithoutVersionSays() throws Exception {
    CopiedCheckout.executable(
        place.resolve("broken/bin/java"), "#!/bin/bash\necho 'Picked up x'; echo 'no heap'\n");
    Result result = bash("\"$0\" train", Map.of("JAVA_HOME", place.resolve("broken").toString()));
    refused(result, "needs Java 17 to 25, but ");
    assertTrue(result.err().contains("'no heap'"), result.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--properties-file nope, '--properties-file: expected a file that can be read, found nope'",
    "--driver-memory 8gb, '--driver-memory: expected a size of Java such as 512m or 8g, found 8gb'",
    "--driver-memory=1.5g, '--driver-memory: expected a size of Java such as 512m or 8g, found 1.5g'",
    "--conf spark.driver.memory=8GB, 'spark.driver.memory: expected a size of Java such'",
    "--executor-memory 8x, '--executor-memory: expected a size such as 512m or 8g, found 8x'",
    "--supervise=true, '--supervise: expected no value, found true'",
    "--master mesos://host:5050, '--master: expected local, local[N], local[*], spark://HOST:PORT, yarn or k8s://HOST:PORT, found mesos://host:5050'",
    "--conf spark.master=lokal, '--master: expected local, local[N], '",
    "--deploy-mode foo, '--deploy-mode: expected client or cluster, found foo'",
    "--deploy-mode cluster, '--deploy-mode cluster: expected the master of a cluster, found local'",
    "--executor-cores 0, '--executor-cores: expected a number above 0, found 0'",
    "--conf spark.executor.cores=x, 'spark.executor.cores: expected a number above 0, found x'",
    "--num-executors x, '--num-executors: expected a number above 0, found x'",
    "--total-executor-cores=-1, '--total-executor-cores: expected a number above 0, found -1'",
    "--driver-cores 1.5, '--driver-cores: expected a number above 0, found 1.5'",
    "--packages a:b, '--packages: expected GROUP:ARTIFACT:VERSION, '",
    "--keytab /nope, '--keytab: expected a file that can be read, found /nope'",
    "--conf spark.ui.port, '--conf: expected NAME=VALUE, found spark.ui.port'",
    "--py-files x, --py-files is no option of spark-submit that Sparkgrad takes",
    "--master, --master needs a value"
  })
  void refusesAWrongValueOfSparkSubmit(String options, String message) throws Exception {
    Result result = bash("\"$0\" " + options, Map.of());
    result.refused(2, "sparkgrad: " + message);
  }

  /** The embedded Spark has neither; Spark would show a stack trace. */
  @Test
  void refusesAMasterWhoseClientIsMissing() throws Exception {
    refused(bash("\"$0\" --master yarn train", Map.of()), "--master yarn: expected a Spark with");
    Result kubernetes = bash("\"$0\" --master k8s://https://host:6443 train", Map.of());
    refused(kubernetes, "--master k8s://https://host:6443: expected a Spark with spark-kubernetes");
  }

  @Test
  void wantsTheConfigurationOfYarn() throws Exception {
    String words =
        "cp -r spark yarn; touch yarn/jars/spark-yarn_2.13-4.1.0.jar; \"$0\" --master yarn train";
    String home = place.resolve("yarn").toString();
    refused(
        bash(words, Map.of("SPARK_HOME", home)),
        "--master yarn: expected Hadoop's configuration of the cluster, found neither");
    Map<String, String> environment = Map.of("SPARK_HOME", home, "HADOOP_CONF_DIR", "/etc");
    assertEquals(0, bash("\"$0\" --master yarn train", environment).code());
  }

  @Test
  void takesSizesOfMemory() throws Exception {
    String options = "--driver-memory 512M --executor-memory 8GB";
    Result result = bash("\"$0\" " + options + " train", Map.of());
    assertEquals(0, result.code(), result.err());
  }

  @Test
  void writesNothingIntoABuiltCheckout() throws Exception {
    bash("\"$0\" train", Map.of());
    List<Path> before = files();
    assertCalled(bash("\"$0\" train", Map.of()), "train");
    assertEquals(before, files());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(checkout.root())) {
      return files.sorted().toList();
    }
  }

  @Test
  void refusesAClosedStandardOutput() throws Exception {
    refused(bash("\"$0\" train >&-", Map.of()), "standard output is closed");
  }

  @ParameterizedTest
  @CsvSource({
    "SPARK_HOME, /nonexistent, SPARK_HOME=/nonexistent has no folder jars",
    "SPARK_HOME, /etc/passwd, SPARK_HOME=/etc/passwd has no folder jars",
    "JAVA_HOME, /nonexistent, no Java found at JAVA_HOME=/nonexistent",
    "TMPDIR, /nonexistent, TMPDIR=/nonexistent: expected a folder",
    "TMPDIR, /etc/passwd, TMPDIR=/etc/passwd: expected a folder",
    "SPARK_HOME, /a:b, the paths of Sparkgrad and SPARK_HOME must have no colon"
  })
  void saysWhichVariableIsWrong(String name, String value, String message) throws Exception {
    refused(bash("\"$0\" train", Map.of(name, value)), message);
  }

  @Test
  void treatsEmptyVariablesAsUnset() throws Exception {
    Map<String, String> empty =
        Map.of(
            "SPARK_HOME", "",
            "TMPDIR", "",
            "HOME", "",
            "JAVA_HOME", "",
            "PATH", place.resolve("jdk/bin") + ":/usr/bin:/bin");
    assertCalled(bash("\"$0\" train", empty), "train");
  }
}
