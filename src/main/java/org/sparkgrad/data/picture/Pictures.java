package org.sparkgrad.data.picture;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkgrad.data.Block;
import org.sparkgrad.image.ImageShape;

/**
 * Pictures as images of one shape, in chunks of a few, which executors read when they are asked
 * for, one picture at a time, and keep.
 *
 * @param chunks in the order of the pictures, whose rows are numbered through
 * @param readWith destroyed on closing
 */
public record Pictures(JavaRDD<PictureChunk> chunks, Broadcast<SerializableConfiguration> readWith)
    implements AutoCloseable {
  static final int CHUNK = 50;

  /** So that the driver can take the results of a partition at a time. */
  private static final int MOST_CHUNKS_OF_A_PARTITION = 20;

  /**
   * Spreads pictures over executors.
   *
   * @param image the shape of the images, of one or three channels
   * @param partitions at least; more if there are many pictures
   */
  public static Pictures of(
      JavaSparkContext context, List<PictureFile> files, ImageShape image, int partitions) {
    List<PictureRange> ranges = new ArrayList<>();
    for (int start = 0; start < files.size(); start += CHUNK) {
      List<PictureFile> own = files.subList(start, Math.min(start + CHUNK, files.size()));
      ranges.add(new PictureRange(start, own.toArray(PictureFile[]::new)));
    }
    int needed = (ranges.size() - 1) / MOST_CHUNKS_OF_A_PARTITION + 1;
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    JavaRDD<PictureChunk> chunks =
        context
            .parallelize(ranges, Math.min(ranges.size(), Math.max(partitions, needed)))
            .map(range -> read(range, image, hadoop.value().value()))
            .setName("pictures")
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new Pictures(chunks, hadoop);
  }

  private static PictureChunk read(PictureRange range, ImageShape image, Configuration hadoop) {
    int size = range.files().length;
    byte[] pixels = new byte[size * image.bytes()];
    String[] paths = new String[size];
    String[] errors = new String[size];
    for (int i = 0; i < size; i++) {
      PictureFile file = range.files()[i];
      paths[i] = file.path();
      try {
        byte[] decoded = PictureDecoder.decode(file.read(hadoop), image);
        System.arraycopy(decoded, 0, pixels, i * decoded.length, decoded.length);
      } catch (PictureException e) {
        errors[i] = e.getMessage();
      }
    }
    Block images = new Block(range.first() / CHUNK, range.first(), new int[size], image, pixels);
    return new PictureChunk(images, paths, errors);
  }

  /** Frees the executors' memory. */
  @Override
  public void close() {
    chunks.unpersist(false);
    readWith.destroy();
  }
}
