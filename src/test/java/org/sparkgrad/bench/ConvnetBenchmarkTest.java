package org.sparkgrad.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.SharedSpark;

@ExtendWith(SharedSpark.class)
class ConvnetBenchmarkTest {
  /** 2 x outputs x patch size of each product: the convolutions of cifar-net. */
  private static final long FORWARD =
      2L * 31 * 31 * 24 * 12
          + 2L * 31 * 31 * 32 * 216
          + 2L * 15 * 15 * 32 * 288
          + 2L * 15 * 15 * 128 * 288
          + 2L * 7 * 7 * 128 * 1152
          + 2L * 7 * 7 * 128 * 1152
          + 2L * 3 * 3 * 128 * 1152
          + 2L * 10 * 128;

  @Test
  void countsTheOperationsOfAStep() {
    assertEquals(3.0 * 16 * FORWARD, new CifarNetTraining(16).flop());
  }

  @Test
  void comparesACoreOfSparkWithAThreadAlone(JavaSparkContext context) {
    List<Measurement> found = new ConvnetBenchmark(context, 1, 16, 1).run();
    assertEquals(
        List.of(
            "convnet: step of cifar-net, batch 16, one thread in memory",
            "convnet: step of cifar-net, batch 16, on Spark, each of 1 cores",
            "convnet: 50,000 rows of such steps on Spark"),
        found.stream().map(Measurement::name).toList());
    double alone = found.get(0).value().orElseThrow();
    double onSpark = found.get(1).value().orElseThrow();
    assertTrue(alone > 0, found::toString);
    assertEquals(alone, found.get(1).baseline().orElseThrow());
    double seconds = 3.0 * FORWARD / onSpark * 1e-9 * 50_000;
    assertEquals(seconds, found.get(2).value().orElseThrow(), 1e-9 * seconds);
  }
}
