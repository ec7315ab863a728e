package org.sparkgrad.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.data.format.DataFile;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;

/** Loading the training files into cached, checked blocks, against reading their bytes alone. */
public record LoadBenchmark(JavaSparkContext context, DataSource source, int partitions)
    implements Benchmark {
  private static final int WARM_UP = 2;
  private static final int ROUNDS = 7;

  @Override
  public String name() {
    return "load";
  }

  @Override
  public String description() {
    return "loading the training set, against reading its bytes on one thread";
  }

  @Override
  public List<Measurement> run() {
    Samples[] samples = Samples.inTurn(WARM_UP, ROUNDS, this::readBytes, this::load);
    return List.of(
        Measurement.of("load: reading the bytes", samples[0]),
        Measurement.of("load: training set, cached and checked", samples[1])
            .against(samples[0].median()));
  }

  private void load() {
    PartLoader.load(context, source.train(), partitions).close();
  }

  private void readBytes() {
    for (DataFile file : source.train().files()) {
      Path path = new Path(file.path());
      try (InputStream in =
          FileSystem.get(path.toUri(), context.hadoopConfiguration()).open(path)) {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw new UncheckedIOException("bench load: read " + path, e);
      }
    }
  }
}
