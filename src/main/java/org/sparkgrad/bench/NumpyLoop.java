package org.sparkgrad.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.dataset.DataDirectory;
import org.sparkgrad.dataset.RecordFile;

/** The loop that a course's notebook has: one cell after the other, in NumPy. */
record NumpyLoop(DataDirectory directory) {
  private static final String SCRIPT = "numpy_loop.py";
  private static final int CELLS = 3;

  /** The median time of a cell; empty where there is no Python with NumPy, or no local file. */
  OptionalDouble secondsOfCell(int steps) {
    List<String> command = new ArrayList<>(List.of("python3", "-", "" + steps, "" + CELLS));
    for (RecordFile file : directory.train()) {
      command.add(new Path(file.path()).toUri().getPath());
    }
    try {
      return run(command);
    } catch (IOException e) {
      return OptionalDouble.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("bench fused: interrupted while NumPy ran", e);
    }
  }

  private static OptionalDouble run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(script());
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0
        ? OptionalDouble.of(Double.parseDouble(out.strip()))
        : OptionalDouble.empty();
  }

  private static byte[] script() {
    try (InputStream in = NumpyLoop.class.getResourceAsStream(SCRIPT)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("bench fused: read " + SCRIPT, e);
    }
  }
}
