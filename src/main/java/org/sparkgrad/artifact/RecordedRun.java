package org.sparkgrad.artifact;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.JsonFile;

/**
 * What a manifest says of the run that is to be gone on with.
 *
 * @param id of the run
 * @param started first
 * @param classNames of its data
 * @param blocks that its rows are cut into
 * @param cells the settings of each cell and its data, by its name
 */
public record RecordedRun(
    String id, Instant started, List<String> classNames, int blocks, Map<String, String> cells) {
  static final String ID = "run_id";
  static final String STARTED = "started";
  static final String CLASS_NAMES = "class_names";
  static final String BLOCKS = "blocks";
  static final String CELLS = "cell_settings";

  /**
   * Reads a manifest.
   *
   * @throws RunRefusedException if it is of a version that recorded less
   * @throws DataException if it is not as it was written
   */
  static RecordedRun read(Directory directory) {
    JsonFile json = JsonFile.read("resume", directory, RunDirectory.MANIFEST);
    if (!json.hasDigest()) {
      throw new RunRefusedException(
          "expected a run of this version, found %s/%s of an older one, which recorded no cells"
              .formatted(directory, RunDirectory.MANIFEST));
    }
    json.requireDigest();
    return new RecordedRun(
        json.text(ID),
        started(json),
        json.texts(CLASS_NAMES),
        json.count(BLOCKS, 1, Integer.MAX_VALUE),
        json.map(CELLS));
  }

  private static Instant started(JsonFile json) {
    String text = json.text(STARTED);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw json.problem(STARTED, "a time such as 2026-01-01T00:00:00Z", text);
    }
  }
}
