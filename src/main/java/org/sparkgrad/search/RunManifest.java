package org.sparkgrad.search;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.artifact.RunFacts;
import org.sparkgrad.artifact.Version;
import org.sparkgrad.train.TrainingData;

/**
 * The manifest of a run: what was run, on what data, by what, and when.
 *
 * @param given what the caller adds to it
 * @param cells the settings of each cell and its data, by its name
 */
record RunManifest(
    SparkSession session,
    TrainingData data,
    RunFacts run,
    Map<String, Object> given,
    Map<String, String> cells,
    Instant started) {

  Map<String, Object> running() {
    return of("running", Optional.empty(), Optional.empty());
  }

  /**
   * @param best the name of the best cell; empty if no cell is ok
   */
  Map<String, Object> done(Optional<String> best) {
    return of("done", best, Optional.of(Instant.now()));
  }

  private Map<String, Object> of(String status, Optional<String> best, Optional<Instant> ended) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("status", status);
    manifest.put("run_id", run.id());
    manifest.put("version", Version.text());
    manifest.putAll(given);
    manifest.put("data_sha256", data.sha256());
    manifest.put("train_rows", data.train().rows());
    manifest.put("test_rows", data.test().rows());
    manifest.put("blocks", data.blocks());
    manifest.put("class_names", data.classNames());
    manifest.put("cells", cells.size());
    manifest.put("cell_settings", cells);
    manifest.put("best", best.orElse(null));
    manifest.put("master", session.sparkContext().master());
    manifest.put("spark_version", session.version());
    manifest.put("java_version", Runtime.version().toString());
    manifest.put("machine", machine());
    manifest.put("started", started.toString());
    manifest.put("ended", ended.map(Instant::toString).orElse(null));
    return manifest;
  }

  /** Of the driver. */
  private static Map<String, Object> machine() {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("architecture", System.getProperty("os.arch"));
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("heap_bytes", Runtime.getRuntime().maxMemory());
    machine.put("jvm", System.getProperty("java.vm.name"));
    machine.put("jvm_vendor", System.getProperty("java.vm.vendor"));
    return machine;
  }
}
