package org.sparkgrad.train;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;

/**
 * Where the cells of a run keep their checkpoints: {@code checkpoints/KEY/checkpoint.bin}, and a
 * file of its own for each rung before the last, which stays when the cell goes on. So a search
 * that is resumed measures all cells of a rung again at the end of that rung. The curve is in files
 * beside them, to which each checkpoint adds what is new; see {@link CurvePart}. The checkpoint,
 * replaced as a whole after they were written, says which of them count.
 *
 * <p>The key is a digest of what the cell is, its hyperparameters and data, and not its name: a
 * grid may be extended, reordered or cut, and each cell finds its own.
 */
public final class Checkpoints {
  private static final String SUFFIX = ".bin";
  private static final int KEY_DIGITS = 16;

  private final Directory directory;
  private final String dataSha256;
  private final int blocks;

  /** Of the checkpoints that were read or written here, by their place and file. */
  private final Map<String, List<CurvePart>> parts = new HashMap<>();

  /**
   * @param dataSha256 of the data that the cells are trained on
   * @param blocks how many blocks these are cut into
   */
  public Checkpoints(Directory directory, String dataSha256, int blocks) {
    this.directory = directory;
    this.dataSha256 = dataSha256;
    this.blocks = blocks;
  }

  /**
   * Replaces the cell's checkpoint in a rung. One with a number that is not finite is not kept: the
   * cell is about to end as diverged, and comes to the same end from the checkpoint before. One at
   * a time, as equal cells share their checkpoints.
   */
  synchronized void write(Cell cell, Rung rung, Checkpoint checkpoint) {
    if (!checkpoint.isFinite()) {
      return;
    }
    Directory place = place(cell);
    place.create();
    String file = file(rung);
    Optional<List<CurvePart>> before = Optional.ofNullable(parts.get(place + "/" + file));
    List<CurvePart> now = CurvePart.staying(before.orElse(List.of()), checkpoint.curve().size());
    now.add(writePart(place, file, checkpoint.curve(), CurvePart.next(now)));
    place.write(file, checkpoint.encode(identity(cell), now));
    parts.put(place + "/" + file, List.copyOf(now));
    deleteOthers(place, stem(file), before, now);
  }

  private static CurvePart writePart(
      Directory place, String file, List<CurvePoint> curve, int first) {
    CurvePart part = CurvePart.of(curve, first);
    String name = part.file(stem(file));
    if (!place.holds(name)) {
      place.write(name, CurvePart.encode(curve, first));
    }
    return part;
  }

  /**
   * Deletes parts that the checkpoint no longer needs.
   *
   * @param before those of the checkpoint before; empty if this is the first one of this process,
   *     which looks for what a kill has left
   */
  private static void deleteOthers(
      Directory place, String stem, Optional<List<CurvePart>> before, List<CurvePart> needed) {
    List<String> names = needed.stream().map(part -> part.file(stem)).toList();
    before
        .map(parts -> parts.stream().map(part -> part.file(stem)))
        .orElseGet(() -> place.list().stream().filter(name -> CurvePart.isFile(name, stem)))
        .filter(name -> !names.contains(name))
        .forEach(place::deleteFile);
  }

  /**
   * The cell's last checkpoint up to the end of a rung; empty if it has none.
   *
   * @throws DataException naming the file, if it is not as it was written, or by another version
   */
  public Optional<Checkpoint> read(Cell cell, Rung rung) {
    Stream<Rung> sources = rung.number() == 1 ? Stream.of(rung) : Stream.of(rung, rung.before());
    return sources
        .flatMap(each -> readFile(cell, file(each)).stream())
        .max(Comparator.comparingLong(Checkpoint::iteration));
  }

  private static String file(Rung rung) {
    return rung.isLast()
        ? "checkpoint" + SUFFIX
        : "rung-%d-of-%d-factor-%d%s".formatted(rung.number(), rung.last(), rung.factor(), SUFFIX);
  }

  private static String stem(String file) {
    return file.substring(0, file.length() - SUFFIX.length());
  }

  private synchronized Optional<Checkpoint> readFile(Cell cell, String file) {
    Directory place = place(cell);
    if (!place.holds(file)) {
      return Optional.empty();
    }
    try {
      Checkpoint.Stored stored = Checkpoint.decode(place.read(file), identity(cell));
      List<CurvePoint> curve = new ArrayList<>();
      stored.parts().forEach(part -> part.addTo(curve, read(place, part.file(stem(file)))));
      parts.put(place + "/" + file, List.copyOf(stored.parts()));
      return Optional.of(stored.with(curve));
    } catch (DataException e) {
      throw new DataException(
          "resume %s from %s/%s: %s".formatted(cell.name(), place, file, e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new DataException("resume %s: %s".formatted(cell.name(), e.getMessage()), e);
    }
  }

  /**
   * Checks all checkpoints that are there, whatever cells they are of.
   *
   * @throws DataException naming the first file that is not as it was written, or by another
   *     version
   */
  public void requireWhole() {
    for (String key : directory.list()) {
      Directory place = directory.child(key);
      for (String file : place.list()) {
        if (file.endsWith(SUFFIX) && !file.startsWith(".")) {
          requireWhole(place, file);
        }
      }
    }
  }

  private static void requireWhole(Directory place, String file) {
    try {
      for (CurvePart part : Checkpoint.decode(place.read(file)).parts()) {
        part.requireWhole(read(place, part.file(stem(file))));
      }
    } catch (DataException e) {
      throw new DataException("resume from %s/%s: %s".formatted(place, file, e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new DataException("resume: " + e.getMessage(), e);
    }
  }

  private static byte[] read(Directory place, String file) {
    if (!place.holds(file)) {
      throw new DataException("expected its curve in %s, found no such file".formatted(file));
    }
    return place.read(file);
  }

  private Directory place(Cell cell) {
    return directory.child(key(cell));
  }

  /** The name of the directory of a cell's checkpoints, a digest of its {@link #identity}. */
  public String key(Cell cell) {
    byte[] identity = identity(cell).getBytes(StandardCharsets.UTF_8);
    return DigestUtils.sha256Hex(identity).substring(0, KEY_DIGITS);
  }

  /** The cell's settings and data, as words of the form {@code name=value}. */
  public String identity(Cell cell) {
    return "%s data=%s blocks=%d".formatted(cell.identity(), dataSha256, blocks);
  }
}
