package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One call of the program in a process of its own, on two local threads. */
final class CallProcess implements AutoCloseable {
  private static final long BOUND_SECONDS = 600;
  private static final long POLL_MILLIS = 5;

  private final Process process;
  private final Path out;
  private final Path err;

  private CallProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** How it ended and what it wrote. */
  record Result(int code, String out, String err) {
    String lastLine() {
      return err.lines().reduce("", (before, line) -> line);
    }
  }

  /** Starts it in an empty directory; its output goes to files there. */
  static CallProcess start(Path place, List<String> jvmOptions, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(opened());
    // It lives for seconds, in which compiling well takes longer than it saves.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dspark.master=local[2]");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dlog4j2.configurationFile=" + Path.of("conf/log4j2.properties").toAbsolutePath());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    Path out = place.resolve("out.txt");
    Path err = place.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().remove("SPARKGRAD_CALL");
    return new CallProcess(builder.start(), out, err);
  }

  /** What Spark needs opened is what the tests' own machine was started with. */
  private static List<String> opened() {
    return java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(each -> each.startsWith("--add-"))
        .toList();
  }

  /**
   * Whether it inherited that a signal is ignored, as shells arrange it for background jobs, and
   * nohup.
   */
  boolean ignores(String signal) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0")
            .replaceFirst("SigIgn:\\s*", "");
    int number = List.of("HUP", "INT").indexOf(signal) + 1;
    return number > 0 && (Long.parseUnsignedLong(mask, 16) >> (number - 1) & 1) != 0;
  }

  void awaitLine(String part) throws IOException, InterruptedException {
    for (long i = 0; !Files.readString(err).contains(part); i++) {
      pause(i, "wrote '" + part + "'");
    }
  }

  void awaitFile(Path file) throws IOException, InterruptedException {
    for (long i = 0; !Files.exists(file); i++) {
      pause(i, "made " + file);
    }
  }

  private void pause(long polls, String event) throws IOException, InterruptedException {
    boolean waits = process.isAlive() && polls * POLL_MILLIS < BOUND_SECONDS * 1000;
    assertTrue(waits, "never " + event + ": " + Files.readString(err));
    Thread.sleep(POLL_MILLIS);
  }

  /** Sends a signal by its name. */
  void send(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Sends a signal by its name and waits for the end. */
  Result signal(String name) throws IOException, InterruptedException {
    send(name);
    return await();
  }

  /** Waits for the end. */
  Result await() throws IOException, InterruptedException {
    assertTrue(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS), "does not end");
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Ends it at once by SIGKILL, after which nothing of it runs. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS), "does not end");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
