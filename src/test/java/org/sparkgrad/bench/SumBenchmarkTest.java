package org.sparkgrad.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.format.DataSource;

@ExtendWith(SharedSpark.class)
class SumBenchmarkTest {
  @Test
  void comparesSumsInMemoryAndInStepsThroughSpark(JavaSparkContext context, @TempDir Path place) {
    String data = TinyCifar.write(place, 12, 20).toString();
    DataSource source = DataSource.open(new Configuration(), data);
    List<Measurement> found = new SumBenchmark(context, source, 1, 2).run();
    assertEquals(
        List.of(
            "sums: plain floats, batch 2500",
            "sums: fixed order, batch 2500",
            "sums: plain floats, batch 256",
            "sums: fixed order, batch 256",
            "sums: step with plain floats, batch 256, 1 partitions",
            "sums: step with fixed order, batch 256, 1 partitions"),
        found.stream().map(Measurement::name).toList());
    for (int i = 0; i < found.size(); i += 2) {
      double plain = found.get(i).value().orElseThrow();
      double fixed = found.get(i + 1).value().orElseThrow();
      assertTrue(plain > 0 && fixed > 0, found.toString());
      assertEquals(plain, found.get(i + 1).baseline().orElseThrow());
      assertEquals(fixed / plain, found.get(i + 1).ratio().orElseThrow(), 1e-12);
    }
  }
}
