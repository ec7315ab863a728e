package org.sparkgrad.data.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Unpacks the binary archive of a published data set, trusting nothing in it.
 *
 * <p>Files are written under the names of {@link PublishedSet#files} only, never under a name from
 * the archive. An entry that the published archive does not have, be it a link, a path elsewhere or
 * a second copy, is an error.
 */
final class CifarUnpacker {
  private static final Set<String> IGNORED_FILES = Set.of("readme.html");

  private static final int LARGEST_PADDING = 1 << 16;

  private final PublishedSet set;
  private final String folder;
  private final Path archive;
  private final Path directory;
  private final Set<String> missing;

  /** Will unpack the archive into the directory, which exists and is empty. */
  CifarUnpacker(PublishedSet set, Path archive, Path directory) {
    this.set = set;
    folder = set.folder() + "/";
    missing = new TreeSet<>(set.files());
    this.archive = archive;
    this.directory = directory;
  }

  /**
   * Unpacks the whole archive.
   *
   * @throws IOException if the archive is not as published, with a message that names the entry, or
   *     cannot be read or written
   */
  void unpack() throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        InputStream unzipped = new GZIPInputStream(file);
        TarArchiveInputStream tar = new TarArchiveInputStream(unzipped)) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        take(entry, tar);
        entry = tar.getNextEntry();
      }
      requireEnd(unzipped);
    }
    if (!missing.isEmpty()) {
      throw new IOException("expected an entry for each data file, missing: " + missing);
    }
  }

  /** Reads the padding after the tar's end, since only then is gzip's own checksum compared. */
  private static void requireEnd(InputStream unzipped) throws IOException {
    if (unzipped.readNBytes(LARGEST_PADDING).length == LARGEST_PADDING) {
      throw new IOException("expected the archive to end with the tar, found more after it");
    }
  }

  private void take(TarArchiveEntry entry, InputStream tar) throws IOException {
    if (entry.isDirectory() && entry.getName().equals(folder)) {
      return;
    }
    String name = fileName(entry);
    if (IGNORED_FILES.contains(name)) {
      return;
    }
    if (!missing.remove(name)) {
      throw unexpected(entry);
    }
    long largest = set.mostBytes(name);
    try (OutputStream out = Files.newOutputStream(directory.resolve(name))) {
      requireSize(entry, name, copy(tar, out, largest), largest);
    }
  }

  private String fileName(TarArchiveEntry entry) throws IOException {
    boolean regular =
        entry.getLinkFlag() == TarConstants.LF_NORMAL
            || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
    if (!regular || !entry.getName().startsWith(folder)) {
      throw unexpected(entry);
    }
    return entry.getName().substring(folder.length());
  }

  private IOException unexpected(TarArchiveEntry entry) {
    return new IOException(
        "expected one regular file each of %s under %s, found entry '%s' of tar type '%c'"
            .formatted(set.files(), folder, entry.getName(), (char) entry.getLinkFlag()));
  }

  /** Copies the entry, or its first {@code largest + 1} bytes, and returns how many. */
  private static long copy(InputStream tar, OutputStream out, long largest) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long copied = 0;
    while (copied <= largest) {
      int count = tar.read(buffer, 0, (int) Math.min(buffer.length, largest + 1 - copied));
      if (count < 0) {
        return copied;
      }
      out.write(buffer, 0, count);
      copied += count;
    }
    return copied;
  }

  private void requireSize(TarArchiveEntry entry, String name, long copied, long largest)
      throws IOException {
    if (copied > largest) {
      throw new IOException(
          "expected %s of at most %d bytes, found %d".formatted(name, largest, entry.getSize()));
    }
    if (set.dataFiles().contains(name) && !set.layout().isDataSize(copied)) {
      throw new IOException(
          "expected %s to hold whole records of %d bytes, at least one, found %d bytes"
              .formatted(name, set.layout().bytes(), copied));
    }
  }
}
