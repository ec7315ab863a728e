package org.sparkgrad.run;

import java.util.Optional;

/** Where the cells of a run keep their checkpoints: {@code checkpoints/CELL/checkpoint.bin}. */
public final class Checkpoints {
  private static final String FILE = "checkpoint.bin";

  private final Directory directory;
  private final String dataSha256;

  /**
   * @param dataSha256 of the data that the cells are trained on
   */
  Checkpoints(Directory directory, String dataSha256) {
    this.directory = directory;
    this.dataSha256 = dataSha256;
  }

  /** Replaces the cell's checkpoint. */
  void write(Cell cell, Checkpoint checkpoint) {
    Directory place = directory.child(cell.name());
    place.create();
    place.write(FILE, checkpoint.encode(identity(cell)));
  }

  /**
   * The cell's last checkpoint; empty where it has none.
   *
   * @throws IllegalArgumentException where it is of other hyperparameters or other data
   */
  public Optional<Checkpoint> read(Cell cell) {
    Directory place = directory.child(cell.name());
    if (!place.child(FILE).exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Checkpoint.decode(place.read(FILE), identity(cell)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "resume %s from %s: %s".formatted(cell.name(), place, e.getMessage()), e);
    }
  }

  private String identity(Cell cell) {
    return "%s on data %s".formatted(cell.hyperparameters(), dataSha256);
  }
}
