package org.sparkgrad.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.config.NamedNetwork;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.Cifar10Layout;
import org.sparkgrad.data.synthetic.SyntheticImages;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.LocalObjective;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.distributed.StratifiedSampler;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Network;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.Nesterov;
import org.sparkgrad.optim.Objective;
import org.sparkgrad.optim.Schedule;
import org.sparkgrad.penalty.L2;

/**
 * Training steps of {@code cifar-net} on synthetic images, from random weights: Nesterov's momentum
 * on softmax with smoothed labels. A batch has an eighth of its rows from each of eight blocks; its
 * layers normalise over these eighths, 64 rows of 512. Images are not varied.
 *
 * @param batch rows, a multiple of 8 up to 512
 */
public record CifarNetTraining(int batch) {
  public static final double SMOOTHING = 0.2;
  public static final double RATE = 0.05;
  public static final double MOMENTUM = 0.85;
  public static final double DECAY = 5e-4;

  /** A gradient costs twice the way forward: one product for the filters, one for the input. */
  private static final int PRODUCTS = 3;

  private static final int BLOCKS = 8;

  /** Of different rows, which then repeat. */
  private static final int BATCHES = 8;

  private static final long SEED = 1;
  private static final long STREAM = 0x57686974656eL;

  /** The layer after the one that puts channels last. */
  private static final int WHITENING = 1;

  private static final Loss LOSS = new SoftmaxCrossEntropy(SMOOTHING);

  private static final Network NETWORK =
      NamedNetwork.CIFAR_NET
          .network()
          .orElseThrow()
          .network(RawSoftmax.DATA, RawSoftmax.DATA.values(), SEED);

  private RowBlocks cut() {
    return new RowBlocks(BATCHES * batch, BLOCKS);
  }

  private static Block block(RowBlocks cut, int number) {
    RowRange rows = cut.range(number);
    SyntheticImages images = new SyntheticImages(SEED);
    int[] labels = new int[rows.size()];
    byte[] pixels = new byte[rows.size() * SyntheticImages.SHAPE.bytes()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (rows.start() + i) % Cifar10Layout.CLASSES;
      images.draw(labels[i], number, i, pixels, i * SyntheticImages.SHAPE.bytes());
    }
    return new Block(number, rows.start(), labels, SyntheticImages.SHAPE, pixels);
  }

  /**
   * Multiplications and additions of a step's products, the updates left out: three times those of
   * the way forward. The frozen filters of the first layer, 1 % of them, have no gradient, but
   * count as if they had one.
   */
  public double flop() {
    return (double) PRODUCTS * NETWORK.flop() * batch;
  }

  /** Makes the next step each time, on the calling thread. */
  public Runnable stepInMemory() {
    RowBlocks cut = cut();
    List<Block> blocks = numbers().stream().map(number -> block(cut, number)).toList();
    return step(new LocalObjective(blocks, NETWORK, LOSS, RawSoftmax.scaling(), sampler(cut)));
  }

  /** Makes the next step each time, as a Spark job of {@code partitions} tasks. */
  public Runnable stepOnSpark(JavaSparkContext context, int partitions) {
    RowBlocks cut = cut();
    JavaRDD<Block> blocks =
        context.parallelize(numbers(), partitions).map(number -> block(cut, number)).cache();
    return step(new RddObjective(blocks, NETWORK, LOSS, RawSoftmax.scaling(), sampler(cut)));
  }

  private static List<Integer> numbers() {
    return IntStream.range(0, BLOCKS).boxed().toList();
  }

  private BatchSampler sampler(RowBlocks cut) {
    return StratifiedSampler.of(SEED, cut, cut.rows(), batch);
  }

  /** The filters of the first layer, which training fits to its images, are drawn. */
  private static float[] start() {
    float[] parameters = NETWORK.identityParameters(SEED);
    CounterRandom random = new CounterRandom(SEED, STREAM);
    ParameterArray filters = NETWORK.arraysByLayer().get(WHITENING).get(0);
    for (int i = filters.place().start(); i < filters.place().end(); i++) {
      parameters[i] = (float) (random.gaussian(i) / Math.sqrt(filters.fanIn()));
    }
    return parameters;
  }

  private static Runnable step(Objective objective) {
    float[] parameters = start();
    L2 penalty = new L2(DECAY, 1, NETWORK.weights());
    Nesterov rule = new Nesterov(MOMENTUM, new float[parameters.length]);
    AtomicLong iteration = new AtomicLong();
    return () -> {
      long next = iteration.getAndIncrement();
      new GradientDescent(objective, penalty, rule, Schedule.constant(RATE), next + 1)
          .run(parameters, next, done -> {});
    };
  }
}
