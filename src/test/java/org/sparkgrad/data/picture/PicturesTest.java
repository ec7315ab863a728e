package org.sparkgrad.data.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.KeptBySpark;
import org.sparkgrad.PictureBytes;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.Block;
import org.sparkgrad.image.ImageShape;
import scala.reflect.ClassTag;

@ExtendWith(SharedSpark.class)
class PicturesTest {
  private static final int FILES = 130;
  private static final int DAMAGED = 77;

  @TempDir Path place;

  private static byte[] image(int number) {
    return TinyCifar.image(number % 10, number);
  }

  private List<PictureFile> files() {
    for (int number = 0; number < FILES; number++) {
      byte[] file = PictureBytes.of(PictureBytes.picture(image(number)), "png");
      int length = number == DAMAGED ? file.length / 2 : file.length;
      TinyCifar.writeFile(place.resolve("%03d.png".formatted(number)), Arrays.copyOf(file, length));
    }
    return PictureFiles.find(new Configuration(), List.of(place.toString()));
  }

  private void assertWhole(List<PictureChunk> chunks) {
    assertEquals(3, chunks.size());
    int row = 0;
    for (PictureChunk chunk : chunks) {
      Block images = chunk.images();
      assertEquals(row, images.firstRow());
      assertTrue(images.rows().size() <= 50);
      for (; row < images.endRow(); row++) {
        assertEquals(place + "/%03d.png".formatted(row), chunk.path(row));
        byte[] found =
            Arrays.copyOfRange(images.pixels(), images.pixelStart(row), images.pixelStart(row + 1));
        if (row == DAMAGED) {
          assertTrue(chunk.error(row).contains("it ends too early"), chunk.error(row));
          assertArrayEquals(new byte[found.length], found);
        } else {
          assertNull(chunk.error(row));
          assertArrayEquals(image(row), found);
        }
      }
    }
    assertEquals(FILES, row);
  }

  @Test
  void areReadInChunksInTheirOrder(JavaSparkContext context) {
    KeptBySpark before = KeptBySpark.now(context);
    for (int partitions : new int[] {1, 2, 100}) {
      try (Pictures pictures = Pictures.of(context, files(), ImageShape.CIFAR, partitions)) {
        assertWhole(pictures.chunks().collect());
      }
    }
    assertTrue(
        KeptBySpark.awaited(context, now -> now.since(before).rdds().isEmpty())
            .rdds()
            .equals(before.rdds()));
  }

  /** As Spark does if they do not fit the memory. */
  @Test
  void areReadBackByKryo(JavaSparkContext context) {
    SerializerInstance kryo = new KryoSerializer(new SparkConf()).newInstance();
    ClassTag<PictureChunk> tag = ClassTag.apply(PictureChunk.class);
    try (Pictures pictures = Pictures.of(context, files(), ImageShape.CIFAR, 2)) {
      assertWhole(
          pictures.chunks().collect().stream()
              .map(
                  chunk -> {
                    ByteBuffer bytes = kryo.serialize(chunk, tag);
                    return kryo.<PictureChunk>deserialize(bytes, tag);
                  })
              .toList());
    }
  }
}
