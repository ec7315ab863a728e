package org.sparkgrad.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The table of libraries in the file NOTICE: the licence of each, by its Maven coordinates. */
final class Notice {
  private Notice() {}

  static Map<String, String> licences() throws IOException {
    Map<String, String> licences = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("NOTICE"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 5 && cells[1].contains(":") && !cells[1].contains("---")) {
        licences.put(cells[1].strip(), cells[2].strip());
      }
    }
    return licences;
  }
}
