package org.sparkgrad;

import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What Spark keeps for an application.
 *
 * @param rdds the numbers of the persisted RDDs
 * @param blocks what the driver's block manager holds in memory or on disk, and what others have
 *     told it of: cached partitions, broadcasts, results of tasks, shuffles; by name, with the
 *     bytes that it holds itself
 */
public record KeptBySpark(Set<Integer> rdds, Map<String, Long> blocks) {
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final long PAUSE_MILLIS = 100;
  private static final String PIECE = "_piece.*";
  private static final long LARGE = 1 << 20;

  /** As it is now. */
  public static KeptBySpark now(JavaSparkContext context) {
    Map<String, Long> blocks = new TreeMap<>();
    BlockManager manager = SparkEnv.get().blockManager();
    for (BlockId id : CollectionConverters.asJava(manager.getMatchingBlockIds(each -> true))) {
      blocks.put(id.name(), size(manager, id));
    }
    for (BlockId id : CollectionConverters.asJava(elsewhere(manager))) {
      blocks.putIfAbsent(id.name(), 0L);
    }
    return new KeptBySpark(new TreeSet<>(context.getPersistentRDDs().keySet()), blocks);
  }

  /** Asks again where Spark's master, which does not lock its list, found it changing. */
  private static Seq<BlockId> elsewhere(BlockManager manager) {
    while (true) {
      try {
        return manager.master().getMatchingBlockIds(each -> true, false);
      } catch (Exception e) { // Spark throws checked exceptions that its methods do not declare.
        if (!(e.getCause() instanceof ConcurrentModificationException)) {
          throw e;
        }
      }
    }
  }

  /** 0 where the manager keeps no account of the block, or has just removed it. */
  private static long size(BlockManager manager, BlockId id) {
    return CollectionConverters.asJava(manager.getStatus(id).toList()).stream()
        .mapToLong(status -> status.memSize() + status.diskSize())
        .sum();
  }

  /**
   * As it is as soon as it is {@code enough}, or else after some patience: what Spark takes back,
   * it takes back in the background.
   */
  public static KeptBySpark awaited(JavaSparkContext context, Predicate<KeptBySpark> enough) {
    return awaited(context, enough, () -> {});
  }

  /**
   * The same with collections of garbage: Spark removes the binaries of ended stages, and their
   * shuffles, when the driver's own objects of them are collected.
   */
  public static KeptBySpark collected(JavaSparkContext context, Predicate<KeptBySpark> enough) {
    return awaited(context, enough, System::gc);
  }

  private static KeptBySpark awaited(
      JavaSparkContext context, Predicate<KeptBySpark> enough, Runnable first) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      first.run();
      KeptBySpark kept = now(context);
      if (enough.test(kept) || System.nanoTime() > end) {
        return kept;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What has come since {@code before}. */
  public KeptBySpark since(KeptBySpark before) {
    Set<Integer> newRdds = new TreeSet<>(rdds);
    newRdds.removeAll(before.rdds);
    Map<String, Long> newBlocks = new TreeMap<>(blocks);
    newBlocks.keySet().removeAll(before.blocks.keySet());
    return new KeptBySpark(newRdds, newBlocks);
  }

  public boolean isNothing() {
    return rdds.isEmpty() && blocks.isEmpty();
  }

  /** The broadcasts, which have several blocks each. */
  public Set<String> broadcasts() {
    Set<String> names = new TreeSet<>();
    for (String block : blocks.keySet()) {
      if (block.startsWith("broadcast_")) {
        names.add(block.replaceFirst(PIECE, ""));
      }
    }
    return names;
  }

  /** The broadcasts of at least 1 MiB: those of parameters, where models are tiny otherwise. */
  public Set<String> largeBroadcasts() {
    Set<String> names = broadcasts();
    names.removeIf(name -> blocks.getOrDefault(name, 0L) < LARGE);
    return names;
  }

  /** Blocks that are neither of cached partitions nor of broadcasts. */
  public Set<String> others() {
    Set<String> names = new TreeSet<>(blocks.keySet());
    names.removeIf(name -> name.startsWith("rdd_") || name.startsWith("broadcast_"));
    return names;
  }
}
