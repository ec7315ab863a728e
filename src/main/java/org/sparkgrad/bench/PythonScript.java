package org.sparkgrad.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.data.format.DataFile;
import org.sparkgrad.data.format.DataKind;

/**
 * A script to compare with, which prints one number; run by the {@code python3} of this machine.
 *
 * @param name of the resource beside this class
 */
record PythonScript(String name) {

  /**
   * Runs the script and waits for its end.
   *
   * @param kind of the files; scripts read the records of CIFAR-10
   * @param files of records, its last arguments
   * @param settings its first arguments
   * @return what it printed; empty if there is no such data or no Python, a package is missing, or
   *     a file is not a local one
   */
  OptionalDouble run(DataKind kind, List<DataFile> files, int... settings) {
    if (kind != DataKind.CIFAR_10) {
      return OptionalDouble.empty();
    }
    List<String> command = new ArrayList<>(List.of("python3", "-"));
    for (int setting : settings) {
      command.add(Integer.toString(setting));
    }
    for (DataFile file : files) {
      command.add(new Path(file.path()).toUri().getPath());
    }
    byte[] script = script();
    try {
      return run(command, script);
    } catch (IOException e) {
      return OptionalDouble.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("bench: interrupted while " + name + " ran", e);
    }
  }

  private static OptionalDouble run(List<String> command, byte[] script)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(script);
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0
        ? OptionalDouble.of(Double.parseDouble(out.strip()))
        : OptionalDouble.empty();
  }

  private byte[] script() {
    try (InputStream in = PythonScript.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("bench: read " + name, e);
    }
  }
}
