package org.sparkgrad.convnet;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** Who makes convolutions and training steps, each in a JVM of its own. */
public enum Engine {
  SPARKGRAD("Sparkgrad"),
  TORCH_CHANNELS_FIRST("PyTorch, channels first"),
  TORCH_CHANNELS_LAST("PyTorch, channels last");

  /** The options that Spark needs, as the build has them. */
  private static final String SPARK_OPTIONS = "spark.jvm.options";

  private final String title;

  Engine(String title) {
    this.title = title;
  }

  private TorchLayout layout() {
    return this == TORCH_CHANNELS_LAST ? TorchLayout.CHANNELS_LAST : TorchLayout.CHANNELS_FIRST;
  }

  /**
   * Whether its results are right: of 24 channels that come first, oneDNN 3.7 in AVX-512 sums up
   * too few, see {@link ConvolutionCheck}.
   */
  boolean enters(ConvolutionShape shape) {
    return this != TORCH_CHANNELS_FIRST || shape != ConvolutionShape.FIRST;
  }

  /** Those that train {@code cifar-net} with right results. */
  static List<Engine> trainers() {
    return List.of(SPARKGRAD, TORCH_CHANNELS_LAST);
  }

  Convolving convolving(ConvolutionOperands operands) {
    return this == SPARKGRAD
        ? new SparkgradConvolution(operands)
        : new TorchConvolution(operands, layout());
  }

  /** Training on {@link StepBenchmark#THREADS} threads. */
  Training training() {
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
    return options.jvmArgsAppend(arguments.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return title;
  }
}
