package org.sparkgrad.data.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Picture;

/** Writes Parquet tables of PNG files and class names. */
final class ParquetImageWriter implements SyntheticLayout.Writer {
  private static final String LABEL = "label";
  private static final String IMAGE = "image";
  private static final MessageType SCHEMA =
      Types.buildMessage()
          .required(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(LABEL)
          .required(PrimitiveTypeName.BINARY)
          .named(IMAGE)
          .named("synthetic");

  @Override
  public void write(SyntheticRows rows, Path directory) throws IOException {
    write(rows, false, directory.resolve("train.parquet"));
    write(rows, true, directory.resolve("test.parquet"));
  }

  private static void write(SyntheticRows rows, boolean test, Path path) throws IOException {
    SimpleGroupFactory groups = new SimpleGroupFactory(SCHEMA);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(path.toUri()))
            .withType(SCHEMA)
            .withConf(new Configuration())
            .build()) {
      rows.forEach(
          test,
          (index, row) -> {
            byte[] image = row.image(ImageShape.CIFAR);
            byte[] png = Picture.png(Picture.of(ImageShape.CIFAR, image, 0));
            writer.write(
                groups
                    .newGroup()
                    .append(LABEL, SyntheticData.CLASS_NAMES.get(row.label()))
                    .append(IMAGE, Binary.fromConstantByteArray(png)));
          });
    }
  }
}
