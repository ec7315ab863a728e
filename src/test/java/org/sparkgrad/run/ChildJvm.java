package org.sparkgrad.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other virtual machines of the kind that runs the tests, with options of their own. */
final class ChildJvm {
  private static final long BOUND_SECONDS = 120;
  private static final List<String> VERSION =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+PrintFlagsFinal", "-version");

  private ChildJvm() {}

  /** How one ended and what it wrote, errors included. */
  record Result(int code, String output) {}

  /** What {@link TrainInMemory} printed. */
  record Trained(String kernel, int widestPanel, String sha256) {}

  /** Runs {@link TrainInMemory}. */
  static Trained train(List<String> options, int rows, int batch, int iterations)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    arguments.add(TrainInMemory.class.getName());
    for (int number : new int[] {rows, batch, iterations}) {
      arguments.add(Integer.toString(number));
    }
    Result result = run(arguments);
    assertEquals(0, result.code(), result.output());
    String[] words = lastLine(result.output()).split(" ");
    assertEquals(3, words.length, result.output());
    return new Trained(words[0], Integer.parseInt(words[1]), words[2]);
  }

  /** Whether a virtual machine that is given {@code -XX:NAME=VALUE} goes by it. */
  static boolean heeds(String name, String value) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("-XX:" + name + "=" + value));
    arguments.addAll(VERSION);
    Result result = run(arguments);
    String flag = "(?s).*\\b" + name + "\\s+=\\s+" + value + "\\b.*";
    return result.code() == 0 && result.output().matches(flag);
  }

  /** Warnings of incubating modules come first. */
  private static String lastLine(String output) {
    List<String> lines = output.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  private static Result run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Path output = Files.createTempFile("sparkgrad-jvm", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      assertTrue(ended, "did not end within " + BOUND_SECONDS + " s: " + arguments);
      return new Result(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }
}
