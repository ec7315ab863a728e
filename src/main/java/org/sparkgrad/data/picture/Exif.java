package org.sparkgrad.data.picture;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.sparkgrad.image.Turn;

/** What cameras note beside a picture. */
final class Exif {
  private Exif() {}

  /** How the camera was held, as EXIF numbers it; upright if nothing readable says otherwise. */
  static int orientation(byte[] file, PictureFormat format) {
    try {
      ExifIFD0Directory main = notes(file, format).getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer orientation =
          main == null ? null : main.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return orientation == null ? Turn.UPRIGHT : orientation;
    } catch (JpegProcessingException | IOException | RuntimeException e) {
      return Turn.UPRIGHT; // Damaged notes do not make the picture unreadable.
    }
  }

  private static Metadata notes(byte[] file, PictureFormat format)
      throws JpegProcessingException, IOException {
    return switch (format) {
      case JPEG ->
          JpegMetadataReader.readMetadata(
              new ByteArrayInputStream(file), List.of(new ExifReader()));
      case PNG -> ofPng(file);
      case GIF, BMP -> new Metadata(); // Have no place for them.
    };
  }

  private static Metadata ofPng(byte[] png) {
    Metadata notes = new Metadata();
    PngChunks.exif(png)
        .ifPresent(exif -> new ExifReader().extract(new ByteArrayReader(exif), notes));
    return notes;
  }
}
