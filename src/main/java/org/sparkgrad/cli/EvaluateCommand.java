package org.sparkgrad.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.artifact.SavedModel;
import org.sparkgrad.data.LabelledImages;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.Cifar10Images;
import org.sparkgrad.data.format.DataDirectory;
import org.sparkgrad.data.format.RecordFile;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.train.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a saved model. */
@Command(name = "evaluate", description = "Evaluate a saved model on the test set.")
final class EvaluateCommand implements Action {
  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin DataOptions dataOptions;
  @Mixin ConfigOption config;

  @Parameters(paramLabel = "MODEL", description = "Directory of a saved model: RUN/models/CELL.")
  String model;

  @Option(names = "--train", description = "Evaluate on the training set instead.")
  boolean train;

  @Override
  public int run(Problems problems) throws IOException {
    dataOptions.check(problems);
    problems.throwIfAny();
    DataDirectory data = dataOptions.open();
    TrainedModel trained = SavedModel.read(Sessions.hadoop(), model);
    Evaluation evaluation = evaluate(trained, train ? data.train() : data.test());
    print(evaluation, trained);
    return ExitCode.DONE;
  }

  private Evaluation evaluate(TrainedModel trained, List<RecordFile> files) throws IOException {
    try (SparkSession session = Sessions.start(command.name())) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      try (LabelledImages images =
              Cifar10Images.load(context, files, dataOptions.partitions(context));
          PreparedRows rows = trained.features().prepare(images.blocks())) {
        return trained.evaluator().evaluate(rows.blocks(), new RowRange(0, images.rows()));
      }
    }
  }

  private void print(Evaluation evaluation, TrainedModel trained) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("accuracy", evaluation.accuracy());
    document.put("loss", evaluation.meanLoss());
    document.put("rows", evaluation.confusion().rows());
    document.put("weights_sha256", trained.weightsSha256());
    Output.print(command, common.json, document);
  }
}
