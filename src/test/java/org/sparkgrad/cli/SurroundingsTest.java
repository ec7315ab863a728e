package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SurroundingsTest {
  /** As a full disk or a reader that has gone. */
  private static final class Full extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  private static PrintWriter full() {
    return new PrintWriter(new Full(), true, StandardCharsets.UTF_8);
  }

  @Test
  void outputThatDoesNotArriveIsAnError() {
    for (String[] arguments : new String[][] {{"--help"}, {"--version"}, {"data", "--help"}}) {
      StringWriter err = new StringWriter();
      CommandLine program = Main.program().setOut(full()).setErr(new PrintWriter(err));
      assertEquals(1, Main.run(program, arguments));
      assertTrue(err.toString().contains("standard output"), err.toString());
    }
  }

  @Test
  void outputThatArrivesIsNone() throws IOException {
    Surroundings.requireWritten(new PrintWriter(new StringWriter()));
  }

  /** Bytes of an umlaut in a locale that knows none: two names would be one. */
  @Test
  void argumentsThatAreNoTextAreRefused() {
    Call call = Call.of("train", "--out", "\uFFFD\uFFFD");
    assertEquals(2, call.code());
    assertEquals("", call.out());
    assertTrue(call.err().contains("set LC_ALL=C.UTF-8"), call.err());
    assertThrows(UsageException.class, () -> Surroundings.check("a", "b\uFFFD"));
    Surroundings.check("a", "\u00E4");
  }
}
