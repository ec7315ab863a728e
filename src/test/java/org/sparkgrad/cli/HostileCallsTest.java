package org.sparkgrad.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.Edit;
import org.sparkgrad.Edits;
import org.sparkgrad.Ending;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.io.Directory;

/**
 * Command lines and properties files of any words end in a known exit code, with a message, and
 * write nothing. Spark is looked for where there is none, so that none is started.
 */
class HostileCallsTest {
  private static final String MASTER = "spark.master";
  private static final Set<Integer> CODES = Set.of(0, 1, 2, 3);
  private static final byte[] PROPERTIES =
      """
      # A comment
      learning-rate = 0.01, 0.02
      batch-size: 50
      features = hog|standardize
      model linear
      iterations = 1\\
        0
      quiet
      """
          .getBytes(ISO_8859_1);

  /** A trace, or what only a fault of a program throws. */
  private static final Pattern FAULT =
      Pattern.compile(
          "\tat |(NullPointer|IndexOutOfBounds|ClassCast|NegativeArraySize|NoSuchElement)");

  private static String usual;
  private static Path place;
  private static Path data;

  @BeforeContainer
  static void lookForSparkInVain() throws IOException {
    usual = System.getProperty(MASTER);
    System.setProperty(MASTER, "spark://127.0.0.1:1");
    place = Files.createTempDirectory("hostile-calls");
    data = TinyCifar.write(place.resolve("tiny"), 12, 10);
  }

  @AfterContainer
  static void lookForSparkAsUsual() {
    if (usual == null) {
      System.clearProperty(MASTER);
    } else {
      System.setProperty(MASTER, usual);
    }
    Directory.at(new Configuration(), place.toString()).delete();
  }

  /** Everything in a directory but what builds and other tests make. */
  private static Set<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return new TreeSet<>(
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("target"))
              .toList());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void call(List<String> words) {
    Set<String> here = names(Path.of(""));
    Set<String> there = names(place);
    Ending.worksOrIsRefused(
        IllegalStateException.class,
        () -> {
          Call call = Call.of(words.toArray(String[]::new));
          assertTrue(CODES.contains(call.code()), () -> "code " + call.code());
          if (call.code() != 0) {
            assertTrue(call.err().startsWith("sparkgrad: "), call.err());
          }
          if (call.code() == 1) {
            assertTrue(call.err().contains("expected a standalone master"), call.err());
          }
          assertFalse(FAULT.matcher(call.err()).find(), call.err());
        });
    assertEquals(here, names(Path.of("")));
    assertEquals(there, names(place));
  }

  @Property(tries = 300, seed = Edits.SEED)
  void commandLines(@ForAll("words") List<String> words) {
    call(words);
  }

  @Provide
  Arbitrary<List<String>> words() {
    Arbitrary<String> commands =
        Arbitraries.of(
            "train",
            "grid",
            "evaluate",
            "predict",
            "features",
            "report",
            "templates",
            "model",
            "data info");
    Arbitrary<String> options =
        Arbitraries.of(
            Main.program().getSubcommands().get("grid").getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .filter(option -> !option.equals("--verbose")) // It asks for traces.
                .toList());
    Arbitrary<String> values =
        Arbitraries.of(
            "",
            " ",
            "0",
            "1",
            "-1",
            "1e999",
            "NaN",
            "0.1,0.2",
            ",",
            "true",
            "raw",
            "hog|pca(9)",
            "linear",
            "conv(4,3):affine(10)",
            "adam",
            "@file",
            "${env:PATH}",
            "--",
            "-h",
            "\u0000",
            "file:///nowhere",
            "s3a://bucket/x",
            "nosuch:x",
            "9999999999",
            "\u001B[31m",
            data.toString());
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(8).map(text -> "/nowhere/" + text);
    return commands.flatMap(
        command ->
            Arbitraries.frequencyOf(Tuple.of(4, options), Tuple.of(4, values), Tuple.of(1, any))
                .list()
                .ofMaxSize(8)
                .map(words -> joined(command, words)));
  }

  private static List<String> joined(String command, List<String> words) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(words);
    return all;
  }

  @Property(tries = 150, seed = Edits.SEED)
  void propertiesFiles(@ForAll(supplier = Edits.class) List<Edit> edits) throws IOException {
    Path file = place.resolve("my.properties");
    Files.write(file, Edit.all(edits, PROPERTIES));
    call(
        List.of(
            "grid",
            "--config",
            file.toString(),
            "--data",
            data.toString(),
            "--out",
            place.resolve("run").toString()));
  }

  @Property(tries = 1500, seed = Edits.SEED)
  void textsOfPropertiesFiles(@ForAll(supplier = Edits.class) List<Edit> edits) throws IOException {
    Path file = place.resolve("my.properties");
    Files.write(file, Edit.all(edits, PROPERTIES));
    Problems problems = new Problems();
    Ending.worksOrIsRefused(
        UsageException.class,
        () -> {
          ConfigText.read(file.toString(), problems)
              .ifPresent(text -> ConfigLines.read(file.toString(), text, problems));
          problems.throwIfAny();
        });
  }
}
