package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Prints a document of names and values: as JSON, or as a table of two columns. */
final class Output {
  private Output() {}

  static void print(CommandSpec command, boolean json, Map<String, Object> document) {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(Json.text(document));
    } else {
      TextTable table = new TextTable(List.of("name", "value"));
      document.forEach((name, value) -> table.add(List.of(name, String.valueOf(value))));
      out.print(table);
    }
    out.flush();
  }
}
