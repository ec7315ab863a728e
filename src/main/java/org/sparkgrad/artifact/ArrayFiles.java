package org.sparkgrad.artifact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.codec.digest.DigestUtils;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.JsonFile;
import org.sparkgrad.io.Npy;

/** The arrays of a saved model, each a file for NumPy, and the SHA-256 of each file. */
final class ArrayFiles {
  private final Directory directory;
  private final Map<String, String> digests;
  private final boolean digested;

  private ArrayFiles(Directory directory, Map<String, String> digests, boolean digested) {
    this.directory = directory;
    this.digests = digests;
    this.digested = digested;
  }

  /** To be written. */
  static ArrayFiles to(Directory directory) {
    return new ArrayFiles(directory, new TreeMap<>(), true);
  }

  /**
   * To be read.
   *
   * @param digests recorded as they were written; empty for a model of a version that recorded none
   */
  static ArrayFiles from(Directory directory, Optional<Map<String, String>> digests) {
    return new ArrayFiles(directory, digests.orElse(Map.of()), digests.isPresent());
  }

  /**
   * Which files in a directory its description says are arrays, and the description; any array if
   * there is none, or it is damaged or older.
   *
   * @param field of the description that has their digests
   */
  static Predicate<String> recordedIn(Directory directory, String description, String field) {
    Set<String> recorded = recorded(directory, description, field);
    Predicate<String> isArray =
        recorded.isEmpty() ? name -> name.endsWith(".npy") : recorded::contains;
    return isArray.or(description::equals);
  }

  private static Set<String> recorded(Directory directory, String description, String field) {
    try {
      return directory.holds(description)
          ? JsonFile.read("write model", directory, description).map(field).keySet()
          : Set.of();
    } catch (DataException e) {
      return Set.of();
    }
  }

  /** The SHA-256 of each file that was written, by its name. */
  Map<String, String> digests() {
    return digests;
  }

  void write(String name, List<Integer> shape, float[] values) {
    byte[] file = new Npy(shape, values).encode();
    directory.write(name, file);
    digests.put(name, DigestUtils.sha256Hex(file));
  }

  /**
   * Reads an array.
   *
   * @throws DataException if it is not of this shape, has a value that is not finite, or is not as
   *     it was written
   */
  float[] read(String name, List<Integer> shape) {
    byte[] file;
    Npy array;
    try {
      file = directory.read(name, Npy.mostBytes(shape));
      array = Npy.decode(file);
    } catch (IllegalArgumentException | DataException e) {
      throw new DataException(place(name) + e.getMessage(), e);
    }
    require(name, "shape", shape, array.shape());
    for (int i = 0; i < array.values().length; i++) {
      if (!Float.isFinite(array.values()[i])) {
        throw new DataException(
            place(name)
                + "value %d: expected a finite number, found %s".formatted(i, array.values()[i]));
      }
    }
    if (digested) {
      require(
          name,
          "SHA-256",
          digests.getOrDefault(name, "one in model.json"),
          DigestUtils.sha256Hex(file));
    }
    return array.values();
  }

  private void require(String name, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new DataException(
          place(name) + "%s: expected %s, found %s".formatted(what, expected, found));
    }
  }

  private String place(String name) {
    return "read model: %s/%s: ".formatted(directory, name);
  }
}
