package org.sparkgrad.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.artifact.Version;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.JsonFile;

/**
 * What {@code manifest.json} says of a run.
 *
 * @param values what is neither a list nor an object, as text
 * @param commandLine the arguments that the run was started with
 * @param machine that it ran on
 */
public record Manifest(
    Map<String, String> values, List<String> commandLine, Map<String, String> machine) {

  /**
   * Reads that of a run directory.
   *
   * @throws DataException if there is none, it is damaged, or of a version after this one
   */
  static Manifest read(Directory run) {
    if (!run.holds(RunDirectory.MANIFEST)) {
      throw new DataException(
          "report: expected a run directory, found no %s in %s%s"
              .formatted(RunDirectory.MANIFEST, run, run.exists() ? "" : ", which does not exist"));
    }
    JsonFile json = JsonFile.read("report", run, RunDirectory.MANIFEST);
    Map<String, String> values = json.values();
    String version = values.getOrDefault("version", "none");
    if (!Version.isReadable(version)) {
      throw json.problem("version", "one up to " + Version.text(), version);
    }
    if (json.hasDigest()) {
      json.requireDigest();
    }
    return new Manifest(
        values,
        json.has("command_line") ? json.texts("command_line") : List.of(),
        json.has("machine") ? json.map("machine") : new LinkedHashMap<>());
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  boolean isDone() {
    return text("status").equals(Optional.of("done"));
  }
}
