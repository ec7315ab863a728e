package org.sparkgrad.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.DataChoices;
import org.sparkgrad.data.format.DataFingerprint;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.stats.PixelStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes a data set: counts, class balance, channel means, fingerprint. */
@Command(
    name = "info",
    description =
        "Print what a data set is and why it is read as it is; counts, class balance, channel means"
            + " and SHA-256.")
final class DataInfoCommand implements Action {
  private static final List<String> COLOURS = List.of("red", "green", "blue");
  private static final List<String> GREY = List.of("grey");

  /** Whose digests are listed. */
  private static final int MOST_FILES = 100;

  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin DataFormOptions form;

  @Parameters(paramLabel = "DIR", description = "Directory of a data set, as --data of train.")
  String directory;

  @Override
  public int run(Problems problems) throws IOException {
    form.check(problems);
    problems.throwIfAny();
    DataSource data = form.open("DIR", directory, DataChoices.USUAL);
    Narration narration = common.narration(command);
    try (SparkSession session = Sessions.start("data info", narration);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        LabelledRows train = PartLoader.load(context, data.train(), context.defaultParallelism());
        LabelledRows test = PartLoader.load(context, data.test(), context.defaultParallelism())) {
      narration.say("describing %,d rows of %s from %s", data.rows(), data.kind(), data.path());
      Output.print(command, common.json, describe(context, data, train, test));
    }
    return ExitCode.DONE;
  }

  private static Map<String, Object> describe(
      JavaSparkContext context, DataSource data, LabelledRows train, LabelledRows test) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("directory", data.path());
    document.put("kind", data.kind().toString());
    document.put("found", data.notes());
    document.put("shape", shape(data.shape()));
    document.put("classes", data.shape().classes());
    document.put("train_rows", train.rows());
    document.put("test_rows", test.rows());
    document.put("train_class_counts", classCounts(data, train));
    document.put("test_class_counts", classCounts(data, test));
    data.shape()
        .image()
        .ifPresent(image -> document.put("train_channel_means", channelMeans(train, image)));
    DataFingerprint fingerprint = DataFingerprint.of(context, data);
    document.put("files", fingerprint.files().size());
    if (fingerprint.files().size() <= MOST_FILES) {
      Map<String, Object> files = new LinkedHashMap<>();
      fingerprint.files().forEach(file -> files.put(file.name(), file.sha256()));
      document.put("file_sha256", files);
    }
    document.put("data_sha256", fingerprint.sha256());
    return document;
  }

  private static Map<String, Object> shape(DataShape shape) {
    Map<String, Object> sizes = new LinkedHashMap<>();
    if (shape.image().isEmpty()) {
      sizes.put("values", shape.values());
      return sizes;
    }
    ImageShape image = shape.image().get();
    sizes.put("channels", image.channels());
    sizes.put("height", image.height());
    sizes.put("width", image.width());
    return sizes;
  }

  private static Map<String, Long> classCounts(DataSource data, LabelledRows images) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int label = 0; label < data.classNames().size(); label++) {
      counts.put(data.classNames().get(label), images.classCounts()[label]);
    }
    return counts;
  }

  /** Means over all images, pixels counting 0 to 255. */
  private static Map<String, Double> channelMeans(LabelledRows images, ImageShape shape) {
    PixelStatistics statistics =
        PixelStatistics.of(images.blocks(), new RowRange(0, images.rows()), shape.bytes());
    Map<String, Double> means = new LinkedHashMap<>();
    List<String> names = shape.isColour() ? COLOURS : GREY;
    for (int channel = 0; channel < names.size(); channel++) {
      double sum = 0;
      for (int k = 0; k < shape.plane(); k++) {
        sum += statistics.mean(channel * shape.plane() + k);
      }
      means.put(names.get(channel), sum / shape.plane());
    }
    return means;
  }
}
