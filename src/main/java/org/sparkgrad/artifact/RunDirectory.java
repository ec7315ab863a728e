package org.sparkgrad.artifact;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.data.Block;
import org.sparkgrad.evaluation.Predictions;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.DirectoryReplacement;
import org.sparkgrad.io.JsonFile;
import org.sparkgrad.io.OwnedDirectory;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.Checkpoints;
import org.sparkgrad.train.TrainedModel;

/**
 * Where a run leaves everything: {@code manifest.json}, the Parquet tables {@code results/}, {@code
 * curves/} and {@code confusion/}, of a tested model {@code predictions/} and {@code examples/}
 * too, {@code models/CELL/} for each cell, and {@code checkpoints/}. Any Hadoop file-system URI.
 *
 * <p>From {@link #begin} to {@link #close} it belongs to one process, as {@link RunLease} says. A
 * run that replaces another is made beside it and moved to its place when it is done.
 */
public final class RunDirectory implements AutoCloseable {
  public static final String MANIFEST = "manifest.json";
  private static final String STATUS = "status";
  private static final String RUNNING = "running";
  private static final String FAILED = "failed";
  private static final String INTERRUPTED = "interrupted";
  private static final String ERROR = "error";
  private static final Logger LOG = LoggerFactory.getLogger(RunDirectory.class);

  /** The digest of the manifest of the run that this one is to replace. */
  private static final String REPLACES = "replaces_sha256";

  /** How a run begins. */
  public enum Start {
    /** Where there is nothing. */
    NEW,
    /** In the place of what is there, once it is done. */
    REPLACE,
    /** From the checkpoints that are there. */
    RESUME
  }

  private final Configuration hadoop;
  private final Directory target;
  private final DirectoryReplacement replacement;
  private Directory working;
  private List<Directory> created = List.of();
  private String id = UUID.randomUUID().toString();
  private Optional<String> replaces = Optional.empty();
  private Optional<RecordedRun> recorded = Optional.empty();
  private Optional<RunLease> lease = Optional.empty();
  private Optional<Map<String, Object>> manifest = Optional.empty();

  private RunDirectory(Configuration hadoop, Directory target) {
    this.hadoop = hadoop;
    this.target = target;
    replacement = new DirectoryReplacement(target, new RunFiles());
    working = target;
  }

  public static RunDirectory at(Configuration hadoop, String uri) {
    return new RunDirectory(hadoop, Directory.at(hadoop, uri).resolved());
  }

  /** A directory as {@code --overwrite} sees it. */
  public static OwnedDirectory owned(Configuration hadoop, String uri) {
    return new OwnedDirectory(
        Directory.at(hadoop, uri).resolved(), "run directory", MANIFEST, RunLease.FILE);
  }

  /** Whether there is anything, but for what a process left that ended before its run began. */
  public boolean exists() {
    return replacement.isOfSomething() && !holdsLeaseAlone();
  }

  private boolean holdsLeaseAlone() {
    List<String> names = target.list();
    return !names.isEmpty()
        && names.stream()
            .allMatch(name -> RunLease.isNameOfOne(name) || SharedDirectory.isProbe(name));
  }

  /** Whether there is a run, be it unfinished. */
  public boolean isRun() {
    return target.holds(MANIFEST)
        || replacement.isBeingMoved()
        || replacement.standing().holds(MANIFEST);
  }

  /**
   * Makes the directory this process's own; does nothing if it is.
   *
   * @throws RunRefusedException if another process has it, there is a run and it is to be new, or
   *     there is none to be resumed
   */
  public void begin(Start start) {
    begin(start, false);
  }

  /**
   * The same.
   *
   * @param takeOver whether to take it from a process of another host that has been silent for long
   */
  public void begin(Start start, boolean takeOver) {
    if (lease.isPresent()) {
      return;
    }
    if (!target.exists()) {
      replacement.recover();
    }
    if (start == Start.RESUME && !target.exists()) {
      throw noRun();
    }
    created = target.missing();
    target.create();
    try {
      lease = Optional.of(RunLease.take(target, id, takeOver));
      replacement.recover();
      switch (start) {
        case NEW -> requireNoRun();
        case REPLACE -> replace();
        case RESUME -> resume();
      }
    } catch (RuntimeException | Error e) {
      release();
      throw e;
    }
  }

  private void requireNoRun() {
    if (target.holds(MANIFEST)) {
      throw new RunRefusedException(
          "expected a run directory that does not exist, found a run in " + target);
    }
    if (replacement.next().holds(MANIFEST)) {
      throw new RunRefusedException(
          "expected no unfinished run, found %s, which was to replace a run in %s: move it there to resume it, or delete it"
              .formatted(replacement.next(), target));
    }
  }

  private void replace() {
    if (target.holds(MANIFEST)) {
      replaces = Optional.of(target.sha256(MANIFEST));
      working = replacement.begin();
    } else {
      replacement.clearNext();
    }
  }

  /** A run that was to replace the one that is there is gone on with where it is. */
  private Directory unfinished() {
    Directory next = replacement.next();
    if (!next.holds(MANIFEST)) {
      return replacement.standing();
    }
    Optional<String> replaced = replaces(next);
    if (replacement.isBeingMoved()
        || (replaced.isPresent() && replaced.equals(digest(replacement.standing())))) {
      return next;
    }
    LOG.warn("{}: left alone: it was not begun to replace the run in {}", next, target);
    return replacement.standing();
  }

  /** The digest of a manifest; empty if there is none. */
  private static Optional<String> digest(Directory run) {
    return run.holds(MANIFEST) ? Optional.of(run.sha256(MANIFEST)) : Optional.empty();
  }

  /** The digest of the manifest of the run that one was begun to replace; empty if none. */
  private static Optional<String> replaces(Directory run) {
    JsonFile json = JsonFile.read("resume", run, MANIFEST);
    return json.has(REPLACES) ? Optional.of(json.text(REPLACES)) : Optional.empty();
  }

  /** The call that made the run; empty if there is none, or an older version made it. */
  public Optional<RecordedCall> call() {
    Directory place = unfinished();
    return place.holds(MANIFEST) ? RecordedCall.read(place) : Optional.empty();
  }

  private void resume() {
    working = unfinished();
    if (!working.holds(MANIFEST)) {
      throw noRun();
    }
    recorded = Optional.of(RecordedRun.read(working));
    id = recorded.get().id();
    replaces = working == target ? Optional.empty() : replaces(working);
    recoverParts();
  }

  /** Recovers what a kill has cut off the replacement of, in the directory. */
  private void recoverParts() {
    working.restoreFiles(RunFiles::isOwn);
    Set<String> cutOff = DirectoryReplacement.cutOffIn(working);
    RunFiles.TABLES.stream()
        .filter(cutOff::contains)
        .forEach(table -> CellTable.replacement(working.child(table)).recover());
    SavedModel.recoverIn(working.child(RunFiles.MODELS));
  }

  private RunRefusedException noRun() {
    return new RunRefusedException(
        "expected a run directory, found no %s in %s".formatted(MANIFEST, target));
  }

  /** The run that is gone on with; empty for a new one. */
  public Optional<RecordedRun> recorded() {
    return recorded;
  }

  /** The checkpoints of cells that are trained on the data with this digest, in so many blocks. */
  public Checkpoints checkpoints(String dataSha256, int blocks) {
    return new Checkpoints(working.child(RunFiles.CHECKPOINTS), dataSha256, blocks);
  }

  /**
   * Checks, on a cluster, that executors can write into the directory and the driver sees it.
   *
   * @throws RunRefusedException if they do not share it
   */
  public void requireShared(JavaSparkContext context) {
    if (!context.isLocal()) {
      new SharedDirectory(working).require(context);
    }
  }

  /** Where event files go, a directory for each cell. */
  public Directory tensorBoard() {
    return working.child(RunFiles.TENSORBOARD);
  }

  /** Writes or replaces the manifest, which gets the identity of the run and its first start. */
  public void writeManifest(Map<String, Object> fields) {
    requireHeld();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(RecordedRun.ID, id);
    all.putAll(fields);
    recorded.ifPresent(
        before -> {
          all.put("resumed", fields.get(RecordedRun.STARTED));
          all.put(RecordedRun.STARTED, before.started().toString());
        });
    replaces.ifPresent(digest -> all.put(REPLACES, digest));
    working.create();
    working.write(MANIFEST, JsonFile.encode(all));
    manifest = Optional.of(all);
  }

  /**
   * Writes the manifest of a run that is done. It takes the place of the one that it was to replace
   * if one of its cells is ok; else that stays, and this one beside it, as one that has failed.
   */
  public void complete(Map<String, Object> fields, boolean ok) {
    lease.ifPresent(RunLease::requireHeldNow);
    writeManifest(fields);
    if (working != target && !ok) {
      end(FAILED, Optional.of("no cell is ok"));
      return;
    }
    if (working != target) {
      lease.ifPresent(RunLease::beStill);
      replacement.publish();
      working = target;
    }
    lease.ifPresent(RunLease::close);
    lease = Optional.empty();
  }

  /** Where the run is: beside the one that it is to replace until it is done. */
  public Directory place() {
    return working;
  }

  /**
   * Notes in the manifest that the run was interrupted, unless it is done.
   *
   * @return whether there is a run to go on with
   */
  public boolean interrupt() {
    if (manifest.isEmpty()) {
      return false;
    }
    if (!Set.of("done", INTERRUPTED).contains(manifest.get().get(STATUS))) {
      end(INTERRUPTED, Optional.empty());
    }
    return true;
  }

  /** Notes in the manifest that the run has failed, and why, unless it is done. */
  public void fail(String reason) {
    if (manifest.isPresent() && !manifest.get().get(STATUS).equals("done")) {
      end(FAILED, Optional.of(reason));
    }
  }

  private void end(String status, Optional<String> error) {
    requireHeld();
    Map<String, Object> ended = new LinkedHashMap<>(manifest.orElseThrow());
    ended.put(STATUS, status);
    ended.remove(ERROR);
    error.ifPresent(reason -> ended.put(ERROR, reason));
    ended.put("ended", Instant.now().toString());
    working.write(MANIFEST, JsonFile.encode(ended));
    manifest = Optional.of(ended);
  }

  /** Saves the model of a cell that is ok, trained on rows in so many blocks. */
  public void writeModel(CellResult result, int blocks) {
    requireHeld();
    working.child(RunFiles.MODELS).create();
    SavedModel.write(
        working.child(RunFiles.MODELS).child(result.cell().name()),
        result.model().orElseThrow(),
        result.cell().hyperparameters(),
        blocks);
  }

  /** What tells the run from every other; it stays when the run is resumed. */
  public String runId() {
    return id;
  }

  /** The tables of all cells, ready for the rows of each as it ends. */
  public CellTables tables(RunFacts run) {
    CellTables tables = new CellTables(hadoop, working, run, this::requireHeld);
    tables.split();
    return tables;
  }

  private void requireHeld() {
    lease.ifPresent(RunLease::requireHeld);
  }

  /**
   * Writes what the saved model of a cell predicts for the test images, and examples of them. If
   * there is no such cell, tables of a model from before stay, as that model does.
   *
   * @param cell whose model was tested
   * @param test the images
   * @param views in which they were seen
   * @param kept the same as the model's scaling takes them; computed from the images if empty, or
   *     if there are other views
   */
  public void writePredictions(
      Optional<String> cell, JavaRDD<Block> test, TestViews views, Optional<JavaRDD<Block>> kept) {
    requireHeld();
    if (cell.isEmpty()) {
      return;
    }
    String place = working.child(RunFiles.MODELS).child(cell.get()).toString();
    TrainedModel model = SavedModel.read(hadoop, place);
    try (PreparedRows rows =
        kept.filter(any -> views == TestViews.NONE)
            .map(PreparedRows::kept)
            .orElseGet(() -> model.features().prepare(Predictions.chunks(test), views))) {
      new RunTables(hadoop, working).writePredictions(cell.get(), model, test, views, rows);
    }
  }

  /** Ends this process's right to it; a run that is not done is noted as failed. */
  @Override
  public void close() {
    if (lease.isEmpty()) {
      return;
    }
    try {
      if (manifest.isPresent() && manifest.get().get(STATUS).equals(RUNNING)) {
        end(FAILED, Optional.empty());
      }
    } catch (RuntimeException | Error e) { // What has ended the run says more.
      LOG.warn("{}: its manifest does not say that the run has failed: {}", target, e.getMessage());
    } finally {
      release();
    }
  }

  /** Leaves nothing where nothing was. */
  private void release() {
    lease.ifPresent(RunLease::close);
    lease = Optional.empty();
    if (working != target && !working.holds(MANIFEST)) {
      replacement.discard();
    }
    Directory.deleteEmpty(created);
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
