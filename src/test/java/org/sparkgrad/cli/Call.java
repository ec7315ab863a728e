package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;

/**
 * One call of the program in this virtual machine.
 *
 * @param code the exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error, less the logs
 */
public record Call(int code, String out, String err) {
  private static final ObjectMapper ONE_DOCUMENT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  public static Call of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine program = Main.program().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = Main.run(program, arguments);
    program.getOut().flush();
    return new Call(code, out.toString(), err.toString());
  }

  /** Checks that the call ended well. */
  public Call done() {
    return endedWith(0);
  }

  /** Checks how the call ended. */
  public Call endedWith(int expected) {
    assertEquals(expected, code, err);
    return this;
  }

  /** Checks that it ended with this code, an error that has these parts, and no result. */
  Call failedWith(int expected, String... parts) {
    assertEquals(expected, code, err);
    assertEquals("", out);
    assertFalse(err.contains("\tat "), err);
    for (String part : parts) {
      assertTrue(err.contains(part), () -> "expected '" + part + "' in: " + err);
    }
    return this;
  }

  /** Standard output, which is to be one JSON document and nothing else. */
  public JsonNode json() {
    try {
      return ONE_DOCUMENT.readTree(out);
    } catch (IOException e) {
      throw new UncheckedIOException(out, e);
    }
  }

  /** The only cell of a run, or its first. */
  JsonNode firstCell() {
    return json().get("cells").get(0);
  }
}
