package org.sparkgrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.sparkgrad.artifact.PredictionTable;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.format.DataPart;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.data.picture.PictureChunk;
import org.sparkgrad.data.picture.PictureFile;
import org.sparkgrad.data.picture.PictureFiles;
import org.sparkgrad.data.picture.Pictures;
import org.sparkgrad.evaluation.Predictions;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.io.DataException;
import org.sparkgrad.train.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts with a saved model. */
@Command(
    name = "predict",
    description =
        "Predict the classes of images, or of the test set, with a saved model: print them, or write"
            + " them as Parquet, CSV or JSON.")
final class PredictCommand implements Action {
  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin DataOptions dataOptions;
  @Mixin ConfigOption config;

  @Mixin ModelParameter model;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "IMAGE",
      description =
          "PNG, JPEG, GIF and BMP files of any size, folders of them and globs; any Hadoop"
              + " file-system URIs (default: the data set's test images).")
  List<String> images = List.of();

  @Option(
      names = "--out",
      paramLabel = "TABLE",
      description =
          "Directory of the Parquet table to make, or file if its name ends in .csv or .json; any"
              + " Hadoop file-system URI (default for images: print).")
  String out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "parquet, csv or json (default: as the name of TABLE ends, else parquet).")
  String format;

  @Option(names = "--overwrite", description = "Replace the table where it exists.")
  boolean overwrite;

  @Option(names = "--train", description = "Predict for the training set instead.")
  boolean train;

  @Mixin TestViewsOption testViews;

  private TestViews views = TestViews.NONE;

  @Override
  public int run(Problems problems) throws IOException {
    dataOptions.check(problems);
    model.check(problems);
    views = testViews.read(problems);
    Optional<PredictionFormat> written = PredictionFormat.of(format, out, problems);
    checkPlaces(problems);
    if (out != null && written.isPresent()) {
      checkOut(written.get(), problems);
    }
    problems.throwIfAny();
    return images.isEmpty()
        ? predictData(written.orElseThrow())
        : predictImages(written.orElseThrow());
  }

  private void checkPlaces(Problems problems) {
    problems.require(
        out != null || !images.isEmpty(),
        "--out: expected a table to make, or images, found neither");
    problems.require(
        out != null || format == null, "--format: expected together with --out, found alone");
    problems.require(
        images.isEmpty() || (dataOptions.data == null && !train),
        "IMAGE: expected either images, or a data set by --data or --train, found both");
    if (!images.isEmpty()) {
      dataOptions.form.requireNone("images by name", problems);
    }
  }

  private void checkOut(PredictionFormat written, Problems problems) {
    if (written.file().isPresent()) {
      new OutputFile("--out", out, written.file().get()).check(overwrite, problems);
      return;
    }
    Optional<RunDirectory> table = RunOptions.open(out, problems);
    problems.require(
        overwrite || table.isEmpty() || !table.get().exists(),
        "--out: expected a table that does not exist, found %s; --overwrite replaces it"
            .formatted(out));
    if (overwrite && table.isPresent()) {
      PredictionTable.owned(Sessions.hadoop(), out)
          .objection(PreciousPlaces.of(dataOptions.directory()))
          .ifPresent(objection -> problems.add("--overwrite: " + objection));
    }
  }

  private int predictData(PredictionFormat written) throws IOException {
    TrainedModel trained = model.read();
    DataSource data = dataOptions.open(trained.features().pipeline().data());
    model.requireSame(trained, data);
    testViews.require(data.shape());
    Narration narration = common.narration(command);
    try (SparkSession session = Sessions.start(command.name(), narration)) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      DataPart part = train ? data.train() : data.test();
      narration.say("predicting %,d images of %s", part.rows(), data.path());
      try (LabelledRows loaded = PartLoader.load(context, part, dataOptions.partitions(context));
          PreparedRows rows =
              trained.features().prepare(Predictions.chunks(loaded.blocks()), views)) {
        Dataset<Row> table =
            Predictions.table(
                session, rows.blocks(), trained.evaluator(rows.seen()), trained.classNames());
        output(written).write(table, trained);
        Output.print(command, common.json, output(written).document(loaded.rows(), trained));
        return ExitCode.DONE;
      }
    }
  }

  private int predictImages(PredictionFormat written) throws IOException {
    TrainedModel trained = model.read();
    for (String each : images) {
      new Location("IMAGE", each)
          .problem()
          .ifPresent(
              problem -> {
                throw new DataException(problem);
              });
    }
    ImageShape shape =
        trained
            .features()
            .pipeline()
            .data()
            .image()
            .orElseThrow(
                () ->
                    new DataException(
                        "read model: expected a model of images, found one of vectors at "
                            + model.uri));
    List<PictureFile> files = PictureFiles.find(Sessions.hadoop(), images);
    Narration narration = common.narration(command);
    try (SparkSession session = Sessions.start(command.name(), narration)) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      narration.say("predicting %,d image%s", files.size(), files.size() == 1 ? "" : "s");
      try (Pictures pictures = Pictures.of(context, files, shape, dataOptions.partitions(context));
          PreparedRows rows =
              trained.features().prepare(pictures.chunks().map(PictureChunk::images), views)) {
        Dataset<Row> table =
            Predictions.table(
                    session,
                    pictures.chunks(),
                    rows.blocks(),
                    trained.evaluator(rows.seen()),
                    trained.classNames())
                .persist(StorageLevel.MEMORY_AND_DISK());
        long errors = table.filter("error is not null").count();
        show(table, files, errors, output(written), trained);
        return errors == 0 ? ExitCode.DONE : ExitCode.IMAGES_FAILED;
      }
    }
  }

  private PredictionOutput output(PredictionFormat written) {
    return new PredictionOutput(out, written, views, overwrite);
  }

  private void show(
      Dataset<Row> table,
      List<PictureFile> files,
      long errors,
      PredictionOutput output,
      TrainedModel trained)
      throws IOException {
    PrintWriter printer = command.commandLine().getOut();
    if (out != null) {
      output.write(table, trained);
      Map<String, Object> document = output.document(files.size(), trained);
      document.put("errors", errors);
      Output.print(command, common.json, document);
    } else if (common.json) {
      Map<String, Object> head = new LinkedHashMap<>();
      head.put("rows", files.size());
      head.put("errors", errors);
      head.put("weights_sha256", trained.weightsSha256());
      head.put("test_views", views.label());
      PredictionLines.printDocument(table, head, printer);
    } else {
      new PredictionPrinter(printer, files, trained.classNames()).print(table, views);
    }
    if (errors > 0) {
      PrintWriter err = command.commandLine().getErr();
      err.printf(
          "sparkgrad: predict: %,d of %,d images could not be read; 'error' says why%n",
          errors, files.size());
      err.flush();
    }
  }
}
