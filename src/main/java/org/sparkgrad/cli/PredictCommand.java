package org.sparkgrad.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.artifact.PredictionTable;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.data.LabelledImages;
import org.sparkgrad.data.format.Cifar10Images;
import org.sparkgrad.data.format.DataDirectory;
import org.sparkgrad.data.format.RecordFile;
import org.sparkgrad.evaluation.Predictions;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.train.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Predicts with a saved model. */
@Command(
    name = "predict",
    description = "Write a Parquet table of a saved model's predictions for the test set.")
final class PredictCommand implements Action {
  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin DataOptions dataOptions;
  @Mixin ConfigOption config;

  @Mixin ModelParameter model;

  @Option(
      names = "--out",
      paramLabel = "TABLE",
      required = true,
      description = "Directory of the table to make, any Hadoop file-system URI.")
  String out;

  @Option(names = "--overwrite", description = "Replace the table where it exists.")
  boolean overwrite;

  @Option(names = "--train", description = "Predict for the training set instead.")
  boolean train;

  @Override
  public int run(Problems problems) throws IOException {
    dataOptions.check(problems);
    model.check(problems);
    Optional<RunDirectory> table = out == null ? Optional.empty() : RunOptions.open(out, problems);
    problems.require(
        overwrite || table.isEmpty() || !table.get().exists(),
        "--out: expected a table that does not exist, found %s; --overwrite replaces it"
            .formatted(out));
    if (overwrite && table.isPresent()) {
      PredictionTable.owned(Sessions.hadoop(), out)
          .objection(PreciousPlaces.of(dataOptions.directory()))
          .ifPresent(objection -> problems.add("--overwrite: " + objection));
    }
    problems.throwIfAny();
    DataDirectory data = dataOptions.open();
    TrainedModel trained = model.read(data);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("predictions", out);
    document.put("rows", predict(trained, data));
    document.put("weights_sha256", trained.weightsSha256());
    Output.print(command, common.json, document);
    return ExitCode.DONE;
  }

  private int predict(TrainedModel trained, DataDirectory data) throws IOException {
    Narration narration = common.narration(command);
    try (SparkSession session = Sessions.start(command.name(), narration)) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      List<RecordFile> files = train ? data.train() : data.test();
      narration.say("predicting %,d images of %s", DataDirectory.rows(files), data.path());
      try (LabelledImages images =
              Cifar10Images.load(context, files, dataOptions.partitions(context));
          PreparedRows rows = trained.features().prepare(images.blocks())) {
        Dataset<Row> table =
            Predictions.table(session, rows.blocks(), trained.evaluator(), trained.classNames());
        PredictionTable.write(Sessions.hadoop(), out, table, trained);
        return images.rows();
      }
    }
  }
}
