package org.sparkgrad.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FeatureStore;
import org.sparkgrad.feature.FeatureString;
import org.sparkgrad.train.TrainingData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the features of a data set. */
@Command(
    name = "features",
    description =
        "Write the features of a data set as Parquet tables, for other tools and for --feature-store.")
final class FeaturesCommand implements Action {
  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin DataOptions dataOptions;
  @Mixin ConfigOption config;

  @Option(
      names = "--features",
      paramLabel = "SOURCES",
      required = true,
      description =
          "What to compute: raw, hog(...), hsv(...) or a sum of them, as in train, without stages.")
  String features;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Directory to make, any Hadoop file-system URI.")
  String out;

  @Option(names = "--overwrite", description = "Replace the directory where it exists.")
  boolean overwrite;

  @Override
  public int run(Problems problems) throws IOException {
    dataOptions.check(problems);
    Optional<FeatureString> sources = parse(problems);
    Optional<RunDirectory> place = out == null ? Optional.empty() : RunOptions.open(out, problems);
    problems.require(
        overwrite || place.isEmpty() || !place.get().exists(),
        "--out: expected a directory that does not exist, found %s; --overwrite replaces it"
            .formatted(out));
    if (overwrite && place.isPresent()) {
      FeatureStore.owned(Sessions.hadoop(), out)
          .objection(PreciousPlaces.of(dataOptions.directory()))
          .ifPresent(objection -> problems.add("--overwrite: " + objection));
    }
    problems.throwIfAny();
    DataSource data = dataOptions.open();
    Optional<FeaturePipeline> pipeline = pipeline(sources.orElseThrow(), data, problems);
    problems.throwIfAny();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("directory", out);
    document.putAll(write(pipeline.orElseThrow(), data));
    Output.print(command, common.json, document);
    return ExitCode.DONE;
  }

  private Optional<FeatureString> parse(Problems problems) {
    if (features == null) {
      return Optional.empty();
    }
    try {
      FeatureString sources = FeatureString.parse(features);
      problems.require(
          !sources.hasStages(),
          "--features: expected sources alone, as stages are fitted to the training part of a run,"
              + " found '%s'".formatted(features));
      return Optional.of(sources);
    } catch (IllegalArgumentException e) {
      problems.add("--features: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<FeaturePipeline> pipeline(
      FeatureString sources, DataSource data, Problems problems) {
    try {
      FeaturePipeline pipeline = sources.at(data.shape());
      problems.require(
          pipeline.patches().isEmpty(),
          "--features: expected sources that are not fitted, as the dictionary of patches is to the"
              + " training part of a run, found '%s'".formatted(features));
      return Optional.of(pipeline);
    } catch (IllegalArgumentException e) {
      problems.add("--features: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Map<String, Object> write(FeaturePipeline pipeline, DataSource source)
      throws IOException {
    Narration narration = common.narration(command);
    try (SparkSession session = Sessions.start(command.name(), narration)) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      narration.say("computing %s of %,d images from %s", pipeline, source.rows(), source.path());
      try (TrainingData data = TrainingData.load(context, source, dataOptions.partitions(context));
          RowMeter meter = RowMeter.of(session.sparkContext());
          ProgressLine progress = narration.line(meter)) {
        Map<String, Object> description =
            FeatureStore.write(session, out, pipeline, data.dataSet(), meter, overwrite);
        progress.done();
        return description;
      }
    }
  }
}
