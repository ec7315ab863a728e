package org.sparkgrad.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.sparkgrad.io.ArchiveDownload;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.DownloadProgress;
import org.sparkgrad.io.Reason;
import org.sparkgrad.io.StagedDirectory;

/**
 * CIFAR-10's binary archive: fetches it, checks it and unpacks it.
 *
 * <p>Address and checksum of the published one are from Krizhevsky, <a
 * href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10 dataset</a>.
 *
 * @param source an {@code http}, {@code https} or {@code file} address of a gzipped tar
 * @param md5 the checksum it must have, in 32 hexadecimal digits
 * @param stall the longest silence of a server, after which the download fails
 */
public record Cifar10Archive(URI source, String md5, Duration stall) {
  public static final URI PUBLISHED_SOURCE =
      URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz");
  public static final String PUBLISHED_MD5 = KnownArchive.CIFAR_10_BINARY.md5();
  public static final Duration DEFAULT_STALL = Duration.ofSeconds(60);

  private static final Set<String> SCHEMES = Set.of("http", "https", "file");

  /** The published archive has 170,052,171 bytes. */
  private static final long LARGEST_ARCHIVE = 1L << 28;

  /** Outcome of {@link #fetch}. */
  public enum Outcome {
    /** The files are new. */
    FETCHED,
    /** The directory held CIFAR-10 already, and nothing was touched. */
    ALREADY_THERE
  }

  public Cifar10Archive {
    if (source.getScheme() == null || !SCHEMES.contains(source.getScheme())) {
      throw new IllegalArgumentException(
          "CIFAR-10 archive: expected an address of http, https or file, got " + source);
    }
    md5 = md5.toLowerCase(Locale.ROOT);
  }

  /** The archive at its published address. */
  public static Cifar10Archive published() {
    return new Cifar10Archive(PUBLISHED_SOURCE, PUBLISHED_MD5, DEFAULT_STALL);
  }

  /** The published archive, already downloaded to a local file. */
  public static Cifar10Archive downloaded(Path archive) {
    return new Cifar10Archive(archive.toUri(), PUBLISHED_MD5, DEFAULT_STALL);
  }

  /**
   * Puts the seven files of {@link Cifar10Layout} into a directory, which appears whole or not at
   * all.
   *
   * @param target a new or empty directory, whose parents are made, or one that holds CIFAR-10
   * @param progress receives the download's progress; nothing for a local archive, which is not
   *     copied
   * @throws DataException if the archive is unavailable or not as published, or the target holds
   *     other things; says what to do
   */
  public Outcome fetch(Path target, DownloadProgress progress) {
    try {
      if (Cifar10Files.holdOriginal(target)) {
        return Outcome.ALREADY_THERE;
      }
      DataTarget.requireFree("fetch CIFAR-10", target);
      fetchInto(target, progress);
      return Outcome.FETCHED;
    } catch (IOException failure) {
      throw failed(target, Reason.of(failure), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed(target, "interrupted", interrupted);
    }
  }

  private void fetchInto(Path target, DownloadProgress progress)
      throws IOException, InterruptedException {
    try (StagedDirectory staged = StagedDirectory.beside(target)) {
      Path archive = localArchive(staged, progress);
      requireChecksum(archive);
      new Cifar10Unpacker(archive, staged.content()).unpack();
      staged.publish();
    }
  }

  private Path localArchive(StagedDirectory staged, DownloadProgress progress)
      throws IOException, InterruptedException {
    if (source.getScheme().equals("file")) {
      return requireFile(Path.of(source));
    }
    Path archive = staged.scratch("archive.tar.gz");
    new ArchiveDownload(source, stall, LARGEST_ARCHIVE).to(archive, progress);
    return archive;
  }

  private static Path requireFile(Path archive) throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw new IOException(
          "expected the archive, a file, found %s"
              .formatted(Files.isDirectory(archive) ? "a directory" : "nothing"));
    }
    return archive;
  }

  private void requireChecksum(Path archive) throws IOException {
    String found = checksum(archive);
    if (!found.equals(md5)) {
      throw new IOException(
          "expected an archive with MD5 %s, found %s (%d bytes)%s"
              .formatted(
                  md5,
                  found,
                  Files.size(archive),
                  KnownArchive.ofMd5(found).map(each -> ", " + each.fileName()).orElse("")));
    }
  }

  private static String checksum(Path archive) throws IOException {
    MessageDigest digest = md5Digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(archive)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest md5Digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException everyRuntimeHasIt) {
      throw new IllegalStateException(everyRuntimeHasIt);
    }
  }

  private DataException failed(Path target, String reason, Exception cause) {
    return new DataException(
        """
        fetch CIFAR-10 from %s into %s: %s
        By hand: download %s (MD5 %s) and pass it with --archive FILE, or unpack %s into %s."""
            .formatted(
                source,
                target,
                reason,
                PUBLISHED_SOURCE,
                PUBLISHED_MD5,
                String.join(", ", Cifar10Files.names()),
                target),
        cause);
  }
}
