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
import java.util.Optional;
import java.util.Set;
import org.sparkgrad.io.ArchiveDownload;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.DownloadProgress;
import org.sparkgrad.io.Reason;
import org.sparkgrad.io.StagedDirectory;

/**
 * The binary archive of a published data set: fetches it, checks it and unpacks it.
 *
 * @param set that it holds
 * @param source an {@code http}, {@code https} or {@code file} address of a gzipped tar
 * @param md5 the checksum it must have, in 32 hexadecimal digits
 * @param stall the longest silence of a server, after which the download fails
 */
public record CifarArchive(PublishedSet set, URI source, String md5, Duration stall) {
  public static final Duration DEFAULT_STALL = Duration.ofSeconds(60);

  private static final Set<String> SCHEMES = Set.of("http", "https", "file");

  /** The larger of the published archives, CIFAR-10's, has 170,052,171 bytes. */
  private static final long LARGEST_ARCHIVE = 1L << 28;

  /** Outcome of {@link #fetch}. */
  public enum Outcome {
    /** The files are new. */
    FETCHED,
    /** The directory held the data set already, and nothing was touched. */
    ALREADY_THERE
  }

  public CifarArchive {
    if (source.getScheme() == null || !SCHEMES.contains(source.getScheme())) {
      throw new IllegalArgumentException(
          "%s archive: expected an address of http, https or file, got %s"
              .formatted(set.title(), source));
    }
    md5 = md5.toLowerCase(Locale.ROOT);
  }

  /** The archive at its published address. */
  public static CifarArchive published(PublishedSet set) {
    return new CifarArchive(set, set.source(), set.md5(), DEFAULT_STALL);
  }

  /** The published archive, already downloaded to a local file. */
  public static CifarArchive downloaded(PublishedSet set, Path archive) {
    return new CifarArchive(set, archive.toUri(), set.md5(), DEFAULT_STALL);
  }

  /** The set whose published archive a local file is; empty if it is none or cannot be read. */
  public static Optional<PublishedSet> setIn(Path archive) {
    try {
      return PublishedSet.ofMd5(checksum(archive));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Puts the files of the data set into a directory, which appears whole or not at all.
   *
   * @param target a new or empty directory, whose parents are made, or one that holds the data set
   * @param progress receives the download's progress; nothing for a local archive, which is not
   *     copied
   * @throws DataException if the archive is unavailable or not as published, or the target holds
   *     other things; says what to do
   */
  public Outcome fetch(Path target, DownloadProgress progress) {
    try {
      if (set.isIn(target)) {
        return Outcome.ALREADY_THERE;
      }
      DataTarget.requireFree("fetch " + set.title(), target);
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
      new CifarUnpacker(set, archive, staged.content()).unpack();
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
        fetch %s from %s into %s: %s
        By hand: download %s (MD5 %s) and pass it with --archive FILE, or unpack %s into %s."""
            .formatted(
                set.title(),
                source,
                target,
                reason,
                set.source(),
                set.md5(),
                String.join(", ", set.files()),
                target),
        cause);
  }
}
