package org.sparkgrad.convnet;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** Who makes convolutions and training steps, each in a JVM of its own. */
public enum Engine {
  SPARKGRAD("Sparkgrad"),
  TORCH_CHANNELS_FIRST("PyTorch, channels first"),
  TORCH_CHANNELS_LAST("PyTorch, channels last"),

  /** Without {@link ReusedMemory}. */
  TORCH_AS_INSTALLED("the same, glibc as it is");

  /** The options that Spark needs, as the build has them. */
  private static final String SPARK_OPTIONS = "spark.jvm.options";

  private final String title;

  Engine(String title) {
    this.title = title;
  }

  private TorchLayout layout() {
    return this == TORCH_CHANNELS_FIRST ? TorchLayout.CHANNELS_FIRST : TorchLayout.CHANNELS_LAST;
  }

  /**
   * Those that are compared at a convolution. Of 24 channels that come first oneDNN 3.7 sums too
   * few in AVX-512, so that {@link ConvolutionCheck} would refuse it.
   */
  static List<Engine> convolving(ConvolutionShape shape) {
    return shape == ConvolutionShape.FIRST
        ? List.of(SPARKGRAD, TORCH_CHANNELS_LAST)
        : List.of(SPARKGRAD, TORCH_CHANNELS_FIRST, TORCH_CHANNELS_LAST);
  }

  /** Those that train {@code cifar-net}: without the one that would do it wrong. */
  static List<Engine> training() {
    return List.of(SPARKGRAD, TORCH_CHANNELS_LAST, TORCH_AS_INSTALLED);
  }

  Convolving convolving(ConvolutionOperands operands) {
    return this == SPARKGRAD
        ? new SparkgradConvolution(operands)
        : new TorchConvolution(operands, layout());
  }

  /** A training on {@link StepBenchmark#THREADS} threads. */
  Training start() {
    return this == SPARKGRAD ? new SparkgradTraining() : new TorchTraining(layout());
  }

  /** Has JMH start the JVM that the engine needs. */
  ChainedOptionsBuilder inFork(ChainedOptionsBuilder options, int threads) {
    List<String> arguments = new ArrayList<>();
    if (this == SPARKGRAD) {
      arguments.addAll(List.of(System.getProperty(SPARK_OPTIONS).trim().split("\\s+")));
    } else {
      arguments.add("-Dai.djl.pytorch.num_threads=" + threads);
      arguments.add("-Dai.djl.pytorch.num_interop_threads=1");
      arguments.add("-Dai.djl.offline=true");
    }
    if (this == TORCH_CHANNELS_FIRST || this == TORCH_CHANNELS_LAST) {
      options.addProfiler(ReusedMemory.class);
    }
    return options.jvmArgsAppend(arguments.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return title;
  }
}
