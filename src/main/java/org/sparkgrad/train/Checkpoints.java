package org.sparkgrad.train;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparkgrad.io.Directory;

/**
 * Where the cells of a run keep their checkpoints: {@code checkpoints/CELL/checkpoint.bin}, and a
 * file of its own for each rung before the last, which stays when the cell goes on. So a search
 * that is resumed measures all cells of a rung again at the end of that rung.
 */
public final class Checkpoints {
  private final Directory directory;
  private final String dataSha256;
  private final int blocks;

  /**
   * @param dataSha256 of the data that the cells are trained on
   * @param blocks how many blocks these are cut into
   */
  public Checkpoints(Directory directory, String dataSha256, int blocks) {
    this.directory = directory;
    this.dataSha256 = dataSha256;
    this.blocks = blocks;
  }

  /** Replaces the cell's checkpoint in a rung. */
  void write(Cell cell, Rung rung, Checkpoint checkpoint) {
    Directory place = directory.child(cell.name());
    place.create();
    place.write(file(rung), checkpoint.encode(identity(cell)));
  }

  /**
   * The cell's last checkpoint up to the end of a rung; empty where it has none.
   *
   * @throws IllegalArgumentException where it is of other hyperparameters or other data
   */
  public Optional<Checkpoint> read(Cell cell, Rung rung) {
    Stream<Rung> sources = rung.number() == 1 ? Stream.of(rung) : Stream.of(rung, rung.before());
    return sources
        .flatMap(each -> readFile(cell, file(each)).stream())
        .max(Comparator.comparingLong(Checkpoint::iteration));
  }

  private static String file(Rung rung) {
    return rung.isLast()
        ? "checkpoint.bin"
        : "rung-%d-of-%d-factor-%d.bin".formatted(rung.number(), rung.last(), rung.factor());
  }

  private Optional<Checkpoint> readFile(Cell cell, String file) {
    Directory place = directory.child(cell.name());
    if (!place.child(file).exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Checkpoint.decode(place.read(file), identity(cell)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "resume %s from %s: %s".formatted(cell.name(), place, e.getMessage()), e);
    }
  }

  private String identity(Cell cell) {
    return "%s data=%s blocks=%d".formatted(cell.identity(), dataSha256, blocks);
  }
}
