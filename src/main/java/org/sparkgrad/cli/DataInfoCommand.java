package org.sparkgrad.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.data.LabelledImages;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.Cifar10Images;
import org.sparkgrad.data.format.DataDirectory;
import org.sparkgrad.data.format.DataFingerprint;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.stats.PixelStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes a data set: counts, class balance, channel means, fingerprint. */
@Command(name = "info", description = "Print counts, class balance, channel means and SHA-256.")
final class DataInfoCommand implements Action {
  private static final List<String> CHANNELS = List.of("red", "green", "blue");

  @Spec CommandSpec command;
  @Mixin CommonOptions common;

  @Parameters(paramLabel = "DIR", description = "Directory of CIFAR-10 binary files.")
  String directory;

  @Override
  public int run(Problems problems) throws IOException {
    problems.throwIfAny();
    DataDirectory data = DataOptions.open("DIR", directory);
    Narration narration = common.narration(command);
    try (SparkSession session = Sessions.start("data info", narration);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        LabelledImages train =
            Cifar10Images.load(context, data.train(), context.defaultParallelism());
        LabelledImages test =
            Cifar10Images.load(context, data.test(), context.defaultParallelism())) {
      narration.say("describing %,d images from %s", data.rows(), data.path());
      Output.print(command, common.json, describe(context, data, train, test));
    }
    return ExitCode.DONE;
  }

  private static Map<String, Object> describe(
      JavaSparkContext context, DataDirectory data, LabelledImages train, LabelledImages test) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("directory", data.path());
    document.put("train_rows", train.rows());
    document.put("test_rows", test.rows());
    document.put("train_class_counts", classCounts(data, train));
    document.put("test_class_counts", classCounts(data, test));
    document.put("train_channel_means", channelMeans(train));
    DataFingerprint fingerprint = DataFingerprint.of(context, data);
    Map<String, Object> files = new LinkedHashMap<>();
    fingerprint.files().forEach(file -> files.put(file.name(), file.sha256()));
    document.put("file_sha256", files);
    document.put("data_sha256", fingerprint.sha256());
    return document;
  }

  private static Map<String, Long> classCounts(DataDirectory data, LabelledImages images) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int label = 0; label < data.classNames().size(); label++) {
      counts.put(data.classNames().get(label), images.classCounts()[label]);
    }
    return counts;
  }

  /** Means over all images, pixels counting 0 to 255. */
  private static Map<String, Double> channelMeans(LabelledImages images) {
    PixelStatistics statistics =
        PixelStatistics.of(
            images.blocks(), new RowRange(0, images.rows()), ImageShape.CIFAR.bytes());
    Map<String, Double> means = new LinkedHashMap<>();
    for (int channel = 0; channel < CHANNELS.size(); channel++) {
      double sum = 0;
      for (int k = 0; k < ImageShape.CIFAR.plane(); k++) {
        sum += statistics.mean(channel * ImageShape.CIFAR.plane() + k);
      }
      means.put(CHANNELS.get(channel), sum / ImageShape.CIFAR.plane());
    }
    return means;
  }
}
