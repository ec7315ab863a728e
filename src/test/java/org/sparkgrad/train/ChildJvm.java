package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Other virtual machines of the kind that runs the tests, with options of their own. */
public final class ChildJvm {
  private static final long BOUND_SECONDS = 120;
  private static final List<String> SHORT_LIVED =
      List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final List<String> VERSION =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+PrintFlagsFinal", "-version");

  /** With these it can start executors, once the build has laid out the embedded Spark. */
  private static final Map<String, String> SPARK =
      Map.of(
          "SPARK_HOME",
          Path.of("target/spark").toAbsolutePath().toString(),
          "SPARK_SCALA_VERSION",
          "2.13");

  private ChildJvm() {}

  /** How one ended and what it wrote, errors included. */
  public record Result(int code, String output) {}

  /** What {@link TrainInMemory} printed. */
  record Trained(String kernel, int widestPanel, String sha256) {}

  /** Runs {@link TrainInMemory}. */
  static Trained train(List<String> options, int rows, int batch, int iterations)
      throws IOException, InterruptedException {
    List<String> memory = new ArrayList<>(options);
    memory.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    List<String> numbers = Stream.of(rows, batch, iterations).map(String::valueOf).toList();
    Result result = run(TrainInMemory.class, BOUND_SECONDS, memory, numbers);
    assertEquals(0, result.code(), result.output());
    String[] words = lastLine(result.output()).split(" ");
    assertEquals(3, words.length, result.output());
    return new Trained(words[0], Integer.parseInt(words[1]), words[2]);
  }

  /** Runs the main method of {@code program} with the classes that are here. */
  public static Result run(
      Class<?> program, long boundSeconds, List<String> options, List<String> arguments)
      throws IOException, InterruptedException {
    return run(call(program, options, arguments), boundSeconds);
  }

  /** Starts the main method of {@code program}, whose output and errors go to a file. */
  public static Process start(Class<?> program, List<String> arguments, Path output)
      throws IOException {
    return builder(call(program, SHORT_LIVED, arguments), output).start();
  }

  private static List<String> call(Class<?> program, List<String> options, List<String> arguments) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    all.addAll(arguments);
    return all;
  }

  /** Whether a virtual machine that is given {@code -XX:NAME=VALUE} goes by it. */
  static boolean heeds(String name, String value) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("-XX:" + name + "=" + value));
    arguments.addAll(VERSION);
    Result result = run(arguments, BOUND_SECONDS);
    String flag = "(?s).*\\b" + name + "\\s+=\\s+" + value + "\\b.*";
    return result.code() == 0 && result.output().matches(flag);
  }

  /** Warnings of incubating modules come first. */
  private static String lastLine(String output) {
    List<String> lines = output.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  private static ProcessBuilder builder(List<String> arguments, Path output) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(SPARK);
    return builder;
  }

  private static Result run(List<String> arguments, long boundSeconds)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("sparkgrad-jvm", ".out");
    try {
      Process process = builder(arguments, output).start();
      boolean ended = process.waitFor(boundSeconds, TimeUnit.SECONDS);
      process.destroyForcibly();
      assertTrue(ended, "did not end within " + boundSeconds + " s: " + arguments);
      return new Result(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }
}
