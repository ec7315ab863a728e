package org.sparkgrad.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.io.Directory;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.Checkpoints;

/**
 * Where a run leaves everything: {@code manifest.json}, the Parquet tables {@code results/}, {@code
 * curves/} and {@code confusion/}, and {@code models/CELL/} and {@code checkpoints/CELL/} for each
 * cell. Any Hadoop file-system URI.
 */
public final class RunDirectory {
  private static final String MANIFEST = "manifest.json";
  private static final String MODELS = "models";
  private static final String CHECKPOINTS = "checkpoints";

  private final Directory directory;

  private RunDirectory(Directory directory) {
    this.directory = directory;
  }

  public static RunDirectory at(Configuration hadoop, String uri) {
    return new RunDirectory(Directory.at(hadoop, uri));
  }

  public boolean exists() {
    return directory.exists();
  }

  /** Makes it an empty directory; what was there is deleted. */
  public void createEmpty() {
    directory.delete();
    directory.create();
  }

  /** The checkpoints of cells that are trained on the data with this digest, in so many blocks. */
  public Checkpoints checkpoints(String dataSha256, int blocks) {
    return new Checkpoints(directory.child(CHECKPOINTS), dataSha256, blocks);
  }

  /** Writes or replaces the manifest. */
  public void writeManifest(Map<String, Object> manifest) {
    try {
      byte[] json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
      directory.write(MANIFEST, json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("write " + MANIFEST, e);
    }
  }

  /**
   * Notes in the manifest that the run was interrupted, unless it is done.
   *
   * @return whether there is a run to go on with
   */
  public boolean interrupt() {
    if (!directory.child(MANIFEST).exists()) {
      return false;
    }
    try {
      ObjectNode manifest = (ObjectNode) new ObjectMapper().readTree(directory.read(MANIFEST));
      if (!manifest.path("status").asText().equals("done")) {
        manifest.put("status", "interrupted");
        manifest.put("ended", Instant.now().toString());
        directory.write(
            MANIFEST,
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("mark as interrupted: " + directory, e);
    }
  }

  /** Saves the model of a cell that is ok. */
  public void writeModel(CellResult result) {
    SavedModel.write(
        directory.child(MODELS).child(result.cell().name()),
        result.model().orElseThrow(),
        result.cell().hyperparameters());
  }

  /** Deletes the model of a cell, where there is one. */
  public void deleteModel(Cell cell) {
    directory.child(MODELS).child(cell.name()).delete();
  }

  /** The identity of the run that its manifest tells of; empty if there is none. */
  public Optional<String> runId() {
    if (!directory.child(MANIFEST).exists()) {
      return Optional.empty();
    }
    try {
      JsonNode manifest = new ObjectMapper().readTree(directory.read(MANIFEST));
      return Optional.ofNullable(manifest.path("run_id").textValue());
    } catch (IOException e) {
      throw new UncheckedIOException("read %s/%s".formatted(directory, MANIFEST), e);
    }
  }

  /** Writes the tables of all cells. */
  public void writeTables(SparkSession session, RunFacts run, List<CellResult> results) {
    write(session, "results", new ResultsTable(run).columns(), results.stream());
    write(session, "curves", CurvesTable.COLUMNS, results.stream().flatMap(CurvesTable::entries));
    write(
        session,
        "confusion",
        ConfusionTable.COLUMNS,
        results.stream().flatMap(result -> ConfusionTable.entries(result, run.classNames())));
  }

  private <T> void write(
      SparkSession session, String name, List<Column<T>> columns, Stream<T> subjects) {
    List<Row> rows =
        subjects.map(subject -> Column.row(columns, subject)).collect(Collectors.toList());
    session
        .createDataFrame(rows, Column.schema(columns))
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(directory.child(name).toString());
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
