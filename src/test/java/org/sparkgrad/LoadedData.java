package org.sparkgrad;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.synthetic.SyntheticData;
import org.sparkgrad.train.TrainingData;

/**
 * A data set that tests of a class share, see {@link Loaded}.
 *
 * @param directory where its files are
 */
public record LoadedData(Path directory, TrainingData data) implements AutoCloseable {

  /** Loads the files in a directory. */
  public static TrainingData load(JavaSparkContext context, Path directory, int partitions) {
    return TrainingData.load(
        context, DataSource.open(new Configuration(), directory.toString()), partitions);
  }

  private static LoadedData make(JavaSparkContext context, Loaded wanted) throws IOException {
    Path directory = Files.createTempDirectory("loaded-data").resolve("data");
    if (wanted.synthetic()) {
      new SyntheticData(1, wanted.rowsPerFile(), wanted.testRows()).write(directory);
    } else {
      TinyCifar.write(directory, wanted.rowsPerFile(), wanted.testRows());
    }
    return new LoadedData(directory, load(context, directory, wanted.partitions()));
  }

  @Override
  public void close() throws IOException {
    data.close();
    List<Path> files;
    try (Stream<Path> found = Files.walk(directory.getParent())) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  /** Makes it; the store of the class closes it. */
  static final class Resolver implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(LoadedData.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.isAnnotated(Loaded.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      Loaded wanted = parameter.findAnnotation(Loaded.class).orElseThrow();
      LoadedData loaded =
          context
              .getStore(NAMESPACE)
              .getOrComputeIfAbsent(
                  LoadedData.class,
                  key -> made(SharedSpark.context(context), wanted),
                  LoadedData.class);
      return parameter.getParameter().getType() == TrainingData.class ? loaded.data() : loaded;
    }

    private static LoadedData made(JavaSparkContext context, Loaded wanted) {
      try {
        return make(context, wanted);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
