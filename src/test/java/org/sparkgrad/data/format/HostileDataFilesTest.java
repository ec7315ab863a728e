package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.sparkgrad.Edit;
import org.sparkgrad.Edits;
import org.sparkgrad.Ending;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.DownloadProgress;

/** CIFAR and IDX files, tables of both versions of Parquet and archives after any edits. */
class HostileDataFilesTest {
  private static final Configuration HADOOP = new Configuration();
  private static final int DATA_FILES = 7;
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message table {
            optional int32 label;
            optional group features (LIST) { repeated group list { optional float element; } }
          }""");

  private static Path place;
  private static Path idx;
  private static Path tables;
  private static Path cifar;
  private static byte[] version1;
  private static byte[] version2;
  private static byte[] archive;

  @BeforeContainer
  static void write() throws IOException {
    place = Files.createTempDirectory("hostile-data");
    idx = Files.createDirectory(place.resolve("idx"));
    Files.write(idx.resolve(IMAGES), images());
    Files.write(idx.resolve(LABELS), labels());
    Files.write(idx.resolve("t10k-images-idx3-ubyte"), images());
    Files.write(idx.resolve("t10k-labels-idx1-ubyte"), labels());
    tables = Files.createDirectory(place.resolve("tables"));
    version1 = table("test.parquet", WriterVersion.PARQUET_1_0);
    version2 = table("train.parquet", WriterVersion.PARQUET_2_0);
    archive = TarGz.complete().bytes();
    cifar = TinyCifar.write(place.resolve("cifar"), 2, 2);
  }

  @AfterContainer
  static void remove() {
    Directory.at(HADOOP, place.toString()).delete();
  }

  private static byte[] images() {
    ByteBuffer file = ByteBuffer.allocate(16 + 3 * 20).putInt(0x803).putInt(3).putInt(4).putInt(5);
    return file.array();
  }

  private static byte[] labels() {
    return ByteBuffer.allocate(8 + 3).putInt(0x801).putInt(3).put(new byte[] {0, 1, 2}).array();
  }

  private static byte[] table(String name, WriterVersion version) throws IOException {
    Path file = tables.resolve(name);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(SCHEMA)
            .withConf(HADOOP)
            .withWriterVersion(version)
            .build()) {
      for (int row = 0; row < 3; row++) {
        Group group = new SimpleGroupFactory(SCHEMA).newGroup().append("label", row);
        group.addGroup("features").addGroup("list").append("element", row + 0.5f);
        writer.write(group);
      }
    }
    Files.deleteIfExists(tables.resolve("." + name + ".crc"));
    return Files.readAllBytes(file);
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static void readAll(Path directory) {
    Ending.worksOrIsRefused(
        DataException.class,
        () -> {
          DataSource data = DataSource.open(HADOOP, directory.toString());
          for (DataPart part : List.of(data.train(), data.test())) {
            part.block(HADOOP, 0, new RowRange(0, part.rows()));
          }
        });
  }

  /** Bytes of images, and names of classes. */
  @Property(tries = 300, seed = Edits.SEED)
  void cifar(@ForAll(supplier = Edits.class) List<Edit> edits) throws IOException {
    for (String name : List.of(TinyCifar.TEST_FILE, TinyCifar.NAMES_FILE)) {
      byte[] good = Files.readAllBytes(cifar.resolve(name));
      Files.write(cifar.resolve(name), Edit.all(edits, good));
      readAll(cifar);
      Files.write(cifar.resolve(name), good);
    }
  }

  private static void readIdx(String name, byte[] good, byte[] edited) throws IOException {
    Files.write(idx.resolve(name), edited);
    readAll(idx);
    Files.write(idx.resolve(name), good);
  }

  @Property(tries = 700, seed = Edits.SEED)
  void idx(@ForAll(supplier = Edits.class) List<Edit> edits) throws IOException {
    readIdx(IMAGES, images(), Edit.all(edits, images()));
    readIdx(LABELS, labels(), Edit.all(edits, labels()));
  }

  @Property(tries = 300, seed = Edits.SEED)
  void gzippedIdx(@ForAll(supplier = Edits.class) List<Edit> edits) throws IOException {
    readIdx(IMAGES, images(), gzipped(Edit.all(edits, images())));
    readIdx(IMAGES, images(), Edit.all(edits, gzipped(images())));
  }

  @Property(tries = 150, seed = Edits.SEED)
  void parquet(@ForAll(supplier = Edits.class) List<Edit> edits) throws IOException {
    Files.write(tables.resolve("test.parquet"), Edit.all(edits, version1));
    readAll(tables);
    Files.write(tables.resolve("test.parquet"), Edit.all(edits, version2));
    readAll(tables);
  }

  @Property(tries = 150, seed = Edits.SEED)
  void archives(@ForAll(supplier = Edits.class) List<Edit> edits) throws IOException {
    unpack(Edit.all(edits, archive));
  }

  /** Of what is packed, so that gzip's own checksum fits. */
  @Property(tries = 350, seed = Edits.SEED)
  void repackedArchives(@ForAll(supplier = Edits.class) List<Edit> edits) throws IOException {
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(archive)).readAllBytes();
    unpack(gzipped(Edit.all(edits, tar)));
  }

  /** All seven files, or nothing, and nothing elsewhere. */
  private static void unpack(byte[] edited) throws IOException {
    Path own = Files.createTempDirectory(place, "archive");
    Path file = Files.write(place.resolve("archive.tar.gz"), edited);
    Path target = own.resolve("cifar");
    CifarArchive read =
        new CifarArchive(
            PublishedSet.CIFAR_10, file.toUri(), TarGz.md5(edited), Duration.ofSeconds(10));
    Ending.worksOrIsRefused(DataException.class, () -> read.fetch(target, DownloadProgress.NONE));
    try (Stream<Path> found = Files.list(own)) {
      assertTrue(found.allMatch(target::equals), edited.length + " bytes leave something");
    }
    if (Files.exists(target)) {
      try (Stream<Path> found = Files.list(target)) {
        assertEquals(DATA_FILES, found.count());
      }
    }
    Directory.at(HADOOP, own.toString()).delete();
  }
}
