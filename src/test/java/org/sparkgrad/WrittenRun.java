package org.sparkgrad;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.parquet.example.data.Group;

/** What a run has left on the local disk, but for what no two runs have in common. */
public record WrittenRun(Path run) {
  public static final List<String> TABLES = List.of("results", "curves", "confusion");

  private static final String OF_THE_TIME = "(seconds|group_seconds|started|run_id): .*";

  /** Rows of a table as text. Between two moves of a table, the old one has another name. */
  public List<String> rows(String table) {
    Path place = run.resolve(table);
    Path found = Files.exists(place) ? place : run.resolve("." + table + ".old");
    return TableRows.groups(found).stream().map(WrittenRun::text).toList();
  }

  private static String text(Group row) {
    return row.toString()
        .lines()
        .filter(line -> !line.matches(OF_THE_TIME))
        .collect(Collectors.joining("; "));
  }

  /** The digest of each file of a model. */
  public Map<String, String> models() {
    Map<String, String> models = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run.resolve("models"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        models.put(
            run.relativize(file).toString(), DigestUtils.sha256Hex(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return models;
  }

  /** Checks that tables and models are those of another run. */
  public void assertSameAs(WrittenRun other) {
    for (String table : TABLES) {
      assertEquals(other.rows(table), rows(table), table);
    }
    assertEquals(other.models(), models());
  }
}
