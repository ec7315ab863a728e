package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.LoadedData;
import org.sparkgrad.SmallDisk;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.WrittenRun;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataSet;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.CurvePoint;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingListener;
import scala.Tuple2;

/**
 * Runs whose tasks fail on a master that tries each task twice: tables and models stay the same.
 */
class FaultyTasksTest {
  private static final String BROKEN = "this task is meant to fail";
  private static final AtomicInteger FAILURES = new AtomicInteger();

  @TempDir static Path shared;
  private static Path spark;
  private static Optional<SmallDisk> disk;
  private static SparkSession session;
  private static TrainingData data;
  private static WrittenRun alone;

  @TempDir Path place;

  @BeforeAll
  static void runAlone() throws IOException {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
    spark = Files.createDirectory(shared.resolve("spark"));
    disk = SmallDisk.on(spark, 16);
    SparkConf settings =
        new SparkConf()
            .setMaster("local[2,2]")
            .setAppName("faulty tasks")
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .set("spark.scheduler.mode", "FAIR")
            .set("spark.local.dir", spark.toString())
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.ui.enabled", "false");
    session = SparkSession.builder().config(settings).getOrCreate();
    Path directory = TinyCifar.write(shared.resolve("tiny"), 12, 20);
    data = LoadedData.load(context(), directory, 2);
    alone = new WrittenRun(shared.resolve("alone"));
    run(data, false, alone.run(), TrainingListener.NONE, false);
  }

  @AfterAll
  static void stop() {
    data.close();
    session.stop();
    disk.ifPresent(SmallDisk::close);
  }

  @BeforeEach
  void reset() {
    FAILURES.set(0);
  }

  private static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  private static List<Cell> cells() {
    Map<Hyperparameter<?>, List<Object>> axes = new LinkedHashMap<>();
    axes.put(Hyperparameter.LEARNING_RATE, List.of(0.01, 0.02, 0.03));
    axes.put(Hyperparameter.BATCH_SIZE, List.of(10));
    axes.put(Hyperparameter.VALIDATION, List.of(20));
    axes.put(Hyperparameter.ITERATIONS, List.of(6));
    return new Grid(axes).cells();
  }

  private static Experiment.Outcome run(
      TrainingData rows, boolean fused, Path target, TrainingListener listener, boolean resume) {
    Experiment.Settings settings =
        new Experiment.Settings(
            new SearchSettings(1, fused, Optional.empty()),
            new CellTrainer.Settings(2, 2, false),
            true,
            resume,
            Map.of());
    RunDirectory directory = RunDirectory.at(new Configuration(), target.toString());
    return new Experiment(session, rows, directory, settings, listener).run(cells());
  }

  /** The same rows, read otherwise in each task. */
  private static TrainingData with(JavaRDD<Block> blocks) {
    DataSet good = data.dataSet();
    LabelledRows train =
        new LabelledRows(
            blocks,
            good.train().layout(),
            context().broadcast(new byte[0]),
            good.train().rows(),
            good.train().classCounts());
    return TrainingData.of(
        new DataSet(good.shape(), train, good.test(), good.classNames(), good.sha256()),
        new MergeDepth(0));
  }

  private static boolean isOf(String cell) {
    return cell.equals(TaskContext.get().getLocalProperty("spark.jobGroup.id"));
  }

  /** In the first attempt of each task of every other job. */
  private static Block failOnce(Block block) {
    TaskContext task = TaskContext.get();
    if (task.attemptNumber() == 0 && task.stageId() % 2 == 0) {
      throw new MeantToFail();
    }
    return block;
  }

  private static Block failAlways(Block block) {
    if (isOf("cell-2")) {
      throw new MeantToFail();
    }
    return block;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void thatFailOnceAreTriedAgain(boolean fused) {
    Path target = place.resolve("run");
    JavaRDD<Block> failing = data.train().blocks().map(FaultyTasksTest::failOnce);
    run(with(failing), fused, target, TrainingListener.NONE, false);
    assertTrue(FAILURES.get() > 10, "failures: " + FAILURES);
    new WrittenRun(target).assertSameAs(alone);
  }

  /** The others are as they would be without it. */
  @Test
  void thatFailAlwaysFailTheirCellAlone() {
    Path target = place.resolve("run");
    JavaRDD<Block> failing = data.train().blocks().map(FaultyTasksTest::failAlways);
    assertTrue(run(with(failing), false, target, TrainingListener.NONE, false).failed());
    List<String> expected = new ArrayList<>(alone.rows("results"));
    List<String> found = new ArrayList<>(new WrittenRun(target).rows("results"));
    String failed = found.remove(1);
    assertTrue(failed.contains("status: failed") && failed.contains(BROKEN), failed);
    expected.remove(1);
    assertEquals(expected, found);
  }

  /** A shuffle before the training, whose files are gone when a step reads them. */
  @Test
  void whoseShuffleFilesAreLostGetThemMadeAgain() {
    Path target = place.resolve("run");
    TrainingListener losing =
        new TrainingListener() {
          @Override
          public void iterated(Cell cell, CurvePoint point) {
            if (point.iteration() == 2) {
              FAILURES.addAndGet(deleteShuffleFiles());
            }
          }
        };
    run(with(shuffled()), false, target, losing, false);
    assertTrue(FAILURES.get() >= 4, "losses: " + FAILURES);
    new WrittenRun(target).assertSameAs(alone);
  }

  /** What is lost finds no room when it is made again; then there is room, and the run goes on. */
  @Test
  void whoseLocalDirectoryIsFullAreMadeWhenThereIsRoom() {
    assumeTrue(disk.isPresent(), "only root may mount a file system of its own");
    Path target = place.resolve("run");
    TrainingListener filling =
        new TrainingListener() {
          @Override
          public void iterated(Cell cell, CurvePoint point) {
            if (cell.name().equals("cell-2") && point.iteration() == 2) {
              deleteShuffleFiles();
              disk.get().fill();
            }
          }
        };
    try {
      assertTrue(run(with(shuffled()), false, target, filling, false).failed());
    } finally {
      disk.get().makeRoom();
    }
    List<String> results = new WrittenRun(target).rows("results");
    assertEquals(alone.rows("results").get(0), results.get(0));
    assertTrue(results.get(1).contains("status: failed"), results.get(1));
    assertTrue(results.get(1).contains(SmallDisk.FULL), results.get(1));
    assertFalse(run(with(shuffled()), false, target, TrainingListener.NONE, true).failed());
    new WrittenRun(target).assertSameAs(alone);
  }

  private static JavaRDD<Block> shuffled() {
    return data.train()
        .blocks()
        .mapToPair(block -> new Tuple2<>(block.number(), block))
        .partitionBy(data.train().layout())
        .values()
        .mapPartitions(FaultyTasksTest::inOrder);
  }

  private static Iterator<Block> inOrder(Iterator<Block> blocks) {
    List<Block> all = new ArrayList<>();
    blocks.forEachRemaining(all::add);
    all.sort(Comparator.comparingInt(Block::number));
    return all.iterator();
  }

  private static int deleteShuffleFiles() {
    try (Stream<Path> files = Files.walk(spark)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().startsWith("shuffle_")).toList();
      for (Path file : found) {
        Files.delete(file);
      }
      return found.isEmpty() ? 0 : 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without a stack trace, which would fill the log. */
  private static final class MeantToFail extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MeantToFail() {
      super(BROKEN, null, false, false);
      FAILURES.incrementAndGet();
    }
  }
}
