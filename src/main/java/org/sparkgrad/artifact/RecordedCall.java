package org.sparkgrad.artifact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.JsonFile;

/**
 * The call that made a run, as its manifest says.
 *
 * @param command its name
 * @param line its words
 * @param options their values as texts, by their names without dashes, those of a configuration
 *     file included
 */
public record RecordedCall(String command, List<String> line, Map<String, String> options) {
  public static final String COMMAND = "command";
  public static final String LINE = "command_line";
  public static final String OPTIONS = "options";

  /**
   * Reads a manifest; empty if it is of a version that recorded no options.
   *
   * @throws DataException if it is not as it was written
   */
  static Optional<RecordedCall> read(Directory directory) {
    JsonFile json = JsonFile.read("resume", directory, RunDirectory.MANIFEST);
    if (!json.hasDigest() || !json.has(OPTIONS)) {
      return Optional.empty();
    }
    json.requireDigest();
    return Optional.of(new RecordedCall(json.text(COMMAND), json.texts(LINE), json.map(OPTIONS)));
  }
}
