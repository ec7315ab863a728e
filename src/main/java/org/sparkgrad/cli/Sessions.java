package org.sparkgrad.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.io.LocalDisk;
import org.sparkgrad.io.Reason;
import org.sparkgrad.train.TrainingHeap;
import scala.Tuple2;

/** Makes the Spark session of a command; waits for a cluster, but not for ever. */
final class Sessions {
  private static final String MASTER_KEY = "spark.master";
  private static final String DEFAULT_MASTER = "local[*]";
  private static final String WAIT_KEY = "spark.sparkgrad.executorWaitSeconds";
  private static final int WAIT_SECONDS = 120;

  /** A week. */
  private static final int LONGEST_WAIT = 604_800;

  private static final String NAME_KEY = "spark.app.name";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  /** Hadoop's configuration with settings of Spark. */
  private record Known(Set<Tuple2<String, String>> settings, Configuration hadoop) {}

  /** The last one that was made. */
  private static Known known = new Known(Set.of(), new Configuration(false));

  private Sessions() {}

  /**
   * Hadoop's configuration as Spark would make it, without starting Spark. Its files are read once:
   * a command asks for it ten times.
   */
  static synchronized Configuration hadoop() {
    Surroundings.nameUser();
    SparkConf conf = settings();
    Set<Tuple2<String, String>> all = Set.of(conf.getAll());
    if (!known.settings().equals(all)) {
      known = new Known(all, SparkHadoopUtil.get().newConfiguration(conf));
    }
    return new Configuration(known.hadoop());
  }

  /**
   * Starts Spark with the settings that spark-submit passed on.
   *
   * @throws UsageException if there is no such master, or the time to wait is none
   * @throws ClusterException if the master or its executors are not there within bounded time
   */
  static SparkSession start(String command, Narration narration) {
    HeapCheck.requireForSpark(Runtime.getRuntime().maxMemory());
    Surroundings.nameUser();
    SparkConf conf = settings();
    conf.setIfMissing("spark.scheduler.mode", "FAIR");
    // A stream holds on to so many objects: what comes to the layers of a net has megabytes each.
    conf.setIfMissing("spark.serializer.objectStreamReset", "10");
    // Blocks are large: whether the next one has room in the cache is looked at before each.
    conf.setIfMissing("spark.storage.unrollMemoryCheckPeriod", "1");
    name(conf, command);
    Master master = new Master(conf.get(MASTER_KEY));
    master.require();
    int seconds = waitSeconds(conf);
    if (master.isStandalone()) {
      requireReachable(master);
    }
    LocalDirectories.of(conf).requireOne();
    narration.say("starting Spark (%s)", master.url());
    if (master.isLocal()) {
      return make(conf);
    }
    SparkSession session = onCluster(conf, seconds);
    new ClusterWatch(() -> isStarved(session), Duration.ofSeconds(seconds), Sessions::endLost)
        .start();
    return session;
  }

  /** The user's name of the application, if there is one; spark-submit's own is that of a class. */
  private static void name(SparkConf conf, String command) {
    if (conf.get(NAME_KEY, Main.class.getName()).equals(Main.class.getName())) {
      conf.setAppName("sparkgrad " + command);
    }
  }

  private static int waitSeconds(SparkConf conf) {
    String text = conf.get(WAIT_KEY, "" + WAIT_SECONDS);
    if (text.matches("\\d{1,9}")) {
      int seconds = Integer.parseInt(text);
      if (seconds >= 1 && seconds <= LONGEST_WAIT) {
        return seconds;
      }
    }
    throw new UsageException(
        "%s: expected a whole number of seconds from 1 to %d, found '%s'"
            .formatted(WAIT_KEY, LONGEST_WAIT, text));
  }

  /** A master that does not answer, or with another secret, ends Spark while it starts. */
  private static SparkSession onCluster(SparkConf conf, int seconds) {
    SparkSession session = make(conf);
    try {
      awaitExecutor(session, seconds);
      return session;
    } catch (IllegalStateException e) {
      throw refused(conf);
    }
  }

  private static ClusterException refused(SparkConf conf) {
    return new ClusterException(
        "start Spark: expected the master at %s to take an application, found that it does not: is it up, and does it ask for another spark.authenticate.secret?"
            .formatted(conf.get(MASTER_KEY)));
  }

  /** Spark throws any exception at a setting that it cannot use, checked ones too. */
  private static SparkSession make(SparkConf conf) {
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (Exception e) {
      if (e instanceof IllegalStateException && !new Master(conf.get(MASTER_KEY)).isLocal()) {
        throw refused(conf);
      }
      throw new ClusterException("start Spark: " + Reason.of(e), e);
    }
  }

  /** Those of spark-submit, and what goes without saying if the only executor is this process. */
  private static SparkConf settings() {
    SparkConf conf = new SparkConf();
    conf.setIfMissing(MASTER_KEY, DEFAULT_MASTER);
    if (new Master(conf.get(MASTER_KEY)).isLocal()) {
      // The process must not be ended by a task that runs out of memory.
      conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
      conf.setIfMissing("spark.hadoop.fs.file.impl", LocalDisk.class.getName());
      // A process that was stopped for an hour, as by Ctrl-Z, has not lost itself.
      conf.setIfMissing("spark.network.timeout", "7d");
      conf.setIfMissing("spark.executor.heartbeat.maxFailures", "1000000");
    }
    return conf;
  }

  /** How many tasks run in this process at a time; none on a cluster. */
  static int tasksInDriver() {
    return new Master(new SparkConf().get(MASTER_KEY, DEFAULT_MASTER)).tasksInDriver();
  }

  /**
   * The memory of each executor as it is configured; empty on a local master, which has none.
   *
   * @throws UsageException if it is none
   */
  static Optional<TrainingHeap> executorHeap() {
    SparkConf conf = new SparkConf();
    boolean local = new Master(conf.get(MASTER_KEY, DEFAULT_MASTER)).isLocal();
    try {
      return local ? Optional.empty() : Optional.of(TrainingHeap.ofExecutor(conf));
    } catch (NumberFormatException e) {
      throw new UsageException("start Spark: " + e.getMessage());
    }
  }

  /**
   * One of the masters of a comma list, as standalone clusters with a standby have it, is enough.
   */
  private static void requireReachable(Master master) {
    if (master.sockets().stream().noneMatch(Sessions::isReachable)) {
      throw new ClusterException(
          "start Spark: expected a standalone master at %s, found none that answers within %d seconds"
              .formatted(master.url(), CONNECT_TIMEOUT.toSeconds()));
    }
  }

  private static boolean isReachable(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) CONNECT_TIMEOUT.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void awaitExecutor(SparkSession session, int seconds) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    // The driver counts as one.
    while (session.sparkContext().statusTracker().getExecutorInfos().length < 2) {
      if (System.nanoTime() > end || session.sparkContext().isStopped()) {
        session.stop();
        throw new ClusterException(
            "start Spark: expected an executor within %d seconds, found none: is there a worker with"
                    .formatted(seconds)
                + " free cores and memory? ("
                + WAIT_KEY
                + " sets the time)");
      }
      pause();
    }
  }

  private static boolean isStarved(SparkSession session) {
    SparkStatusTracker tracker = session.sparkContext().statusTracker();
    return tracker.getExecutorInfos().length < 2 && tracker.getActiveJobIds().length > 0;
  }

  /** Ends the program as Ctrl-C would: the run is marked, and can be resumed. */
  private static void endLost(Duration patience) {
    Interruption.endProgram(
        "run on the cluster: expected an executor, found none for %d seconds: the cluster is lost (%s sets the time)"
            .formatted(patience.toSeconds(), WAIT_KEY),
        ExitCode.ERROR);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("start Spark: interrupted while waiting for executors");
    }
  }
}
