package org.sparkgrad.data.format;

import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import scala.Tuple2;
import scala.reflect.ClassTag;

/**
 * A part as executors get it, with what its files are reached with: in a broadcast, and not in the
 * tasks' own code, which each job sends, as a part may name a file for each row. It goes as bytes
 * of Spark's serializer of closures, which knows the jar of an application, as executors do not
 * have it on their class path; that of broadcasts, Kryo, cannot read records back.
 */
final class SentPart {
  private static final ClassTag<DataPart> TAG = ClassTag.apply(DataPart.class);

  private SentPart() {}

  static Broadcast<Tuple2<byte[], SerializableConfiguration>> send(
      JavaSparkContext context, DataPart part) {
    ByteBuffer buffer = serializer().serialize(part, TAG);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return context.broadcast(
        new Tuple2<>(bytes, new SerializableConfiguration(context.hadoopConfiguration())));
  }

  /** Reads rows of the part into a block of this number. */
  static Block block(Tuple2<byte[], SerializableConfiguration> sent, int number, RowRange rows) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    DataPart part = serializer().deserialize(ByteBuffer.wrap(sent._1()), loader, TAG);
    return part.block(sent._2().value(), number, rows);
  }

  private static SerializerInstance serializer() {
    return SparkEnv.get().closureSerializer().newInstance();
  }
}
