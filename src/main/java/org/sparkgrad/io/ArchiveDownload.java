package org.sparkgrad.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One download over HTTP into a file, which ends with an error when the server falls silent. */
public final class ArchiveDownload {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int HTTP_OK = 200;

  private final URI source;
  private final Duration stall;
  private final long largest;

  /**
   * Describes the download.
   *
   * @param stall the longest silence of the server
   * @param largest most bytes to take
   */
  public ArchiveDownload(URI source, Duration stall, long largest) {
    this.source = source;
    this.stall = stall;
    this.largest = largest;
  }

  /**
   * Downloads into a new file.
   *
   * @throws IOException with a message that says what went wrong, without the source
   */
  public void to(Path file, DownloadProgress progress) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = request();
    try (InputStream body = response.body()) {
      if (response.statusCode() != HTTP_OK) {
        throw new IOException("expected HTTP status 200, got " + response.statusCode());
      }
      long total =
          response.headers().firstValueAsLong("Content-Length").orElse(DownloadProgress.UNKNOWN);
      copy(body, file, total, progress);
    }
  }

  private HttpResponse<InputStream> request() throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      return client.send(
          HttpRequest.newBuilder(source).timeout(stall).build(), BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpTimeoutException unreachable) {
      throw new IOException("cannot reach " + source.getHost() + ": " + unreachable, unreachable);
    }
  }

  /** Reads on a second thread, because a read of a response body has no time limit of its own. */
  private void copy(InputStream body, Path file, long total, DownloadProgress progress)
      throws IOException, InterruptedException {
    ExecutorService reader = Executors.newSingleThreadExecutor(ArchiveDownload::daemon);
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long received = 0;
      progress.update(received, total);
      int count = await(reader.submit(() -> body.read(buffer)), received, total);
      while (count >= 0) {
        out.write(buffer, 0, count);
        received += count;
        requireAtMostLargest(received);
        progress.update(received, total);
        count = await(reader.submit(() -> body.read(buffer)), received, total);
      }
      requireWhole(received, total);
    } finally {
      reader.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "archive-download");
    thread.setDaemon(true);
    return thread;
  }

  private int await(Future<Integer> read, long received, long total)
      throws IOException, InterruptedException {
    try {
      return read.get(stall.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silence) {
      throw new IOException(
          "nothing came for " + stall.toSeconds() + " seconds, after " + of(received, total),
          silence);
    } catch (ExecutionException failure) {
      throw new IOException(
          "broken off after " + of(received, total) + ": " + failure.getCause(), failure);
    }
  }

  private void requireAtMostLargest(long received) throws IOException {
    if (received > largest) {
      throw new IOException("expected at most " + largest + " bytes, the server sends more");
    }
  }

  private static void requireWhole(long received, long total) throws IOException {
    if (total != DownloadProgress.UNKNOWN && received != total) {
      throw new EOFException("broken off after " + of(received, total));
    }
  }

  private static String of(long received, long total) {
    String whole = total == DownloadProgress.UNKNOWN ? "an unknown number of" : "" + total;
    return received + " of " + whole + " bytes";
  }
}
