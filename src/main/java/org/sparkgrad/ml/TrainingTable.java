package org.sparkgrad.ml;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Dataset;
import org.apache.spark.storage.StorageLevel;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.BlockPartitioner;
import org.sparkgrad.data.DataSet;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.LabelCount;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.io.DataException;
import org.sparkgrad.train.TrainingHeap;
import scala.Tuple2;

/**
 * The rows of a DataFrame, read, checked and kept in memory until they are laid out in blocks. To
 * be closed when no more blocks are to be made of them.
 *
 * <p>Reading is one job, and rows stay with the executors as long as this is open, so that a
 * DataFrame that gives other rows each time it is computed does no harm. Laying them out is one
 * sort and one shuffle.
 */
final class TrainingTable implements AutoCloseable {
  private static final String OPERATION = "fit";

  private final JavaSparkContext context;
  private final boolean hasIds;
  private final JavaRDD<FrameRow> rows;
  private final TableSummary summary;
  private final List<String> classNames;

  private TrainingTable(
      JavaSparkContext context,
      boolean hasIds,
      JavaRDD<FrameRow> rows,
      TableSummary summary,
      List<String> classNames) {
    this.context = context;
    this.hasIds = hasIds;
    this.rows = rows;
    this.summary = summary;
    this.classNames = classNames;
  }

  /**
   * Reads and checks all rows.
   *
   * @throws DataException if a row cannot be used, naming it by its id
   */
  static TrainingTable read(Dataset<?> dataset, FrameColumns columns) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    JavaRDD<FrameRow> rows =
        columns
            .of(dataset)
            .toJavaRDD()
            .map(columns::read)
            .setName("rows to train on")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      TableSummary summary =
          rows.aggregate(new TableSummary(), TableSummary::add, TableSummary::merge);
      summary.require(OPERATION);
      List<String> names = classNames(dataset, columns.label(), summary.classes());
      return new TrainingTable(context, !columns.id().isEmpty(), rows, summary, names);
    } catch (RuntimeException e) {
      rows.unpersist(false);
      throw e;
    }
  }

  /** Those of the label's attribute, such as a string indexer gives it, or else the numbers. */
  private static List<String> classNames(Dataset<?> dataset, String label, int classes) {
    if (!label.isEmpty()
        && Attribute.fromStructField(dataset.schema().apply(label))
            instanceof NominalAttribute nominal
        && nominal.values().isDefined()
        && nominal.values().get().length >= classes) {
      return checked(List.of(nominal.values().get()), label);
    }
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  private static List<String> checked(List<String> names, String label) {
    if (names.size() > DataShape.MOST_CLASSES) {
      throw new DataException(
          "%s: expected at most %d classes, found %d in the metadata of column '%s'"
              .formatted(OPERATION, DataShape.MOST_CLASSES, names.size(), label));
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new DataException(
            "%s: expected different names of classes, found '%s' twice in the metadata of column '%s'"
                .formatted(OPERATION, name, label));
      }
    }
    return names;
  }

  int rows() {
    return summary.rows();
  }

  /** Rows that are marked as the validation part; they are the last ones. */
  int held() {
    return summary.held();
  }

  /** How many tasks run in the driver's memory at a time; none on a cluster. */
  int localTasks() {
    return context.isLocal() ? context.defaultParallelism() : 0;
  }

  /** The memory of each executor as it is configured; empty on a local master, which has none. */
  Optional<TrainingHeap> executorHeap() {
    return context.isLocal()
        ? Optional.empty()
        : Optional.of(TrainingHeap.ofExecutor(context.getConf()));
  }

  /** What the rows are. */
  DataShape shape() {
    int classes = classNames.size();
    return summary
        .example()
        .image()
        .map(image -> DataShape.ofImages(image, classes))
        .orElseGet(() -> DataShape.ofVectors(summary.example().size(), classes));
  }

  /**
   * Lays the rows out in blocks, cached; the caller closes them.
   *
   * @param count how many blocks; at most one for each row
   * @throws DataException if two rows have one id
   */
  DataSet inBlocks(int count) {
    int partitions = Math.max(1, context.defaultParallelism());
    BlockPartitioner layout =
        new BlockPartitioner(
            Math.min(count, rows()), partitions, MergeDepth.AUTOMATIC.layoutLevels());
    SortedRows sorted = SortedRows.of(rows, partitions);
    if (hasIds) {
      sorted.requireDistinct(OPERATION);
      requireApart();
    }
    JavaRDD<Block> blocks =
        new BlockCutter(
                shape().image().orElse(null),
                shape().values(),
                new RowBlocks(rows(), layout.blocks()))
            .cut(sorted.numbered(), layout)
            .setName("blocks of rows")
            .persist(StorageLevel.MEMORY_AND_DISK());
    return dataSet(blocks, layout);
  }

  /**
   * Checks that no id is in both parts, which the order of keys keeps apart: one shuffle of ids.
   */
  private void requireApart() {
    if (held() == 0) {
      return;
    }
    List<RowKey> both =
        rows.mapToPair(row -> new Tuple2<>(row.key().inEitherPart(), 1))
            .reduceByKey(Integer::sum)
            .filter(each -> each._2() > 1)
            .keys()
            .takeOrdered(1);
    if (!both.isEmpty()) {
      throw new DataException(
          "%s: expected other ids in the validation part than in the training part, found id %s in both"
              .formatted(OPERATION, both.get(0)));
    }
  }

  private DataSet dataSet(JavaRDD<Block> blocks, BlockPartitioner layout) {
    int classes = classNames.size();
    try {
      long[] counts =
          blocks.aggregate(new LabelCount(classes), LabelCount::add, LabelCount::merge).counts();
      LabelledRows train = new LabelledRows(blocks, layout, nothing(), rows(), counts);
      return new DataSet(shape(), train, none(classes), classNames, "");
    } catch (RuntimeException e) {
      blocks.unpersist(false);
      throw e;
    }
  }

  /** There is no test part. */
  private LabelledRows none(int classes) {
    JavaRDD<Block> blocks = context.parallelize(List.<Block>of(), 1);
    return new LabelledRows(blocks, new BlockPartitioner(0, 1, 1), nothing(), 0, new long[classes]);
  }

  /** What blocks are read with: Spark makes lost ones again from its shuffle. */
  private Broadcast<?> nothing() {
    return context.broadcast(0);
  }

  @Override
  public void close() {
    rows.unpersist(false);
  }
}
