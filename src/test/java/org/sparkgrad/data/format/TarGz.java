package org.sparkgrad.data.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Hand-made archives, good and bad. */
public final class TarGz {
  static final String FOLDER = "cifar-10-batches-bin/";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final GZIPOutputStream gzip;
  private final TarArchiveOutputStream tar;

  TarGz() throws IOException {
    gzip = new GZIPOutputStream(bytes);
    tar = new TarArchiveOutputStream(gzip);
  }

  /** As published, with two records a file: file k has the byte k everywhere. */
  static TarGz complete() throws IOException {
    TarGz archive = new TarGz();
    archive.tar.putArchiveEntry(new TarArchiveEntry(FOLDER));
    archive.tar.closeArchiveEntry();
    for (int k = 1; k <= 5; k++) {
      archive.file(FOLDER + "data_batch_" + k + ".bin", filled(2 * 3073, k));
    }
    return archive
        .file(FOLDER + "test_batch.bin", filled(2 * 3073, 6))
        .file(FOLDER + "batches.meta.txt", classNames())
        .file(FOLDER + "readme.html", filled(50, 'x'));
  }

  /** CIFAR-100's, with two records a file. */
  static TarGz cifar100() throws IOException {
    String folder = "cifar-100-binary/";
    return new TarGz()
        .file(folder + "train.bin", filled(2 * 3074, 7))
        .file(folder + "test.bin", filled(2 * 3074, 8))
        .file(folder + "fine_label_names.txt", names(100, "apple", "aquarium_fish"))
        .file(folder + "coarse_label_names.txt", names(20, "aquatic_mammals", "fish"));
  }

  private static byte[] names(int count, String... first) {
    StringBuilder names = new StringBuilder(String.join("\n", first) + "\n");
    for (int i = first.length; i < count; i++) {
      names.append("class").append(i).append('\n');
    }
    return names.toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] classNames() {
    String names = "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n";
    return names.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] filled(int length, int value) {
    byte[] content = new byte[length];
    Arrays.fill(content, (byte) value);
    return content;
  }

  TarGz file(String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
    return this;
  }

  TarGz symbolicLink(String name, String destination) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(destination);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
    return this;
  }

  /** Ends the tar and adds zeros to what is compressed. */
  TarGz trailing(int length) throws IOException {
    tar.finish();
    tar.flush();
    gzip.write(new byte[length]);
    return this;
  }

  byte[] bytes() throws IOException {
    tar.close();
    return bytes.toByteArray();
  }

  public static String md5(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(content);
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
