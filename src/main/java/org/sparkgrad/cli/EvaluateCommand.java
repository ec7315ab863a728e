package org.sparkgrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.DataPart;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.train.Tested;
import org.sparkgrad.train.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Evaluates a saved model. */
@Command(name = "evaluate", description = "Evaluate a saved model on the test set.")
final class EvaluateCommand implements Action {
  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin DataOptions dataOptions;
  @Mixin ConfigOption config;

  @Mixin ModelParameter model;

  @Option(names = "--train", description = "Evaluate on the training set instead.")
  boolean train;

  @Option(
      names = "--confusion",
      description = "Also print how many rows of each class were given each prediction.")
  boolean confusion;

  @Mixin TestViewsOption testViews;

  @Override
  public int run(Problems problems) throws IOException {
    dataOptions.check(problems);
    model.check(problems);
    TestViews views = testViews.read(problems);
    problems.throwIfAny();
    TrainedModel trained = model.read();
    DataSource data = dataOptions.open(trained.features().pipeline().data());
    model.requireSame(trained, data);
    testViews.require(data.shape());
    Evaluation evaluation = evaluate(trained, train ? data.train() : data.test(), views);
    print(new Tested(evaluation, views), trained);
    return ExitCode.DONE;
  }

  private Evaluation evaluate(TrainedModel trained, DataPart part, TestViews views)
      throws IOException {
    Narration narration = common.narration(command);
    try (SparkSession session = Sessions.start(command.name(), narration)) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      narration.say("evaluating on %,d images of %s", part.rows(), dataOptions.directory());
      try (LabelledRows images = PartLoader.load(context, part, dataOptions.partitions(context));
          PreparedRows rows = trained.features().prepare(images.blocks(), views)) {
        return trained
            .evaluator(rows.seen())
            .evaluate(rows.blocks(), new RowRange(0, images.rows()));
      }
    }
  }

  private void print(Tested tested, TrainedModel trained) {
    ModelReport report = new ModelReport(tested, trained, confusion);
    PrintWriter out = command.commandLine().getOut();
    if (common.json) {
      out.println(Json.text(report.document()));
    } else {
      out.print(report);
    }
    out.flush();
  }
}
