package org.sparkgrad.data.format;

import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/**
 * A reader as bytes for a broadcast, whose serializer, Kryo, cannot read records back: those of
 * Spark's serializer of closures, which knows the jar of an application, as executors do not have
 * it on their class path.
 */
final class PartReaderBytes {
  private static final ClassTag<PartReader> TAG = ClassTag.apply(PartReader.class);

  private PartReaderBytes() {}

  private static SerializerInstance serializer() {
    return SparkEnv.get().closureSerializer().newInstance();
  }

  static byte[] of(PartReader reader) {
    ByteBuffer buffer = serializer().serialize(reader, TAG);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  static PartReader reader(byte[] bytes) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return serializer().deserialize(ByteBuffer.wrap(bytes), loader, TAG);
  }
}
