package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.data.format.CifarArchive.Outcome;
import org.sparkgrad.data.synthetic.SyntheticData;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.DownloadProgress;

class CifarArchiveTest {
  private static final Duration STALL = Duration.ofSeconds(30);
  private static final String FOLDER = TarGz.FOLDER;

  @TempDir Path place;
  private Path target;
  private HttpServer server;
  private ExecutorService handlers;

  @BeforeEach
  void startServer() throws IOException {
    target = place.resolve("data/cifar-10-batches-bin");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    handlers = Executors.newCachedThreadPool();
    server.setExecutor(handlers);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    handlers.shutdownNow();
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Announces {@code length} bytes, and sends the content. */
  private URI serve(byte[] content, long length) {
    server.createContext("/archive.tar.gz", exchange -> answer(exchange, content, length));
    return address("/archive.tar.gz");
  }

  private static void answer(HttpExchange exchange, byte[] content, long length)
      throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, length);
      exchange.getResponseBody().write(content);
      // What an exchange that ends too early has buffered is not sent, on newer versions of Java.
      exchange.getResponseBody().flush();
    }
  }

  private CifarArchive served(byte[] archive) {
    return new CifarArchive(
        PublishedSet.CIFAR_10, serve(archive, archive.length), TarGz.md5(archive), STALL);
  }

  private String failure(CifarArchive archive) {
    DataException e =
        assertThrows(DataException.class, () -> archive.fetch(target, DownloadProgress.NONE));
    return e.getMessage();
  }

  /** That the reason is told with address, place and a way out, and that nothing is left behind. */
  private void assertFails(String reason, CifarArchive archive) throws IOException {
    String message = failure(archive);
    assertTrue(message.contains(reason), message);
    assertTrue(message.contains(archive.source().toString()), message);
    assertTrue(message.contains(target.toString()), message);
    assertTrue(message.contains("By hand: download https://www.cs.toronto.edu/"), message);
    assertEquals(List.of(), children(target.getParent()));
  }

  private static List<String> children(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private void assertFetched() throws IOException {
    assertEquals(List.of("cifar-10-batches-bin"), children(target.getParent()));
    assertEquals(new TreeSet<>(PublishedSet.CIFAR_10.files()), new TreeSet<>(children(target)));
    assertArrayEquals(
        TarGz.filled(6146, 5), Files.readAllBytes(target.resolve("data_batch_5.bin")));
    assertArrayEquals(TarGz.filled(6146, 6), Files.readAllBytes(target.resolve("test_batch.bin")));
    assertArrayEquals(TarGz.classNames(), Files.readAllBytes(target.resolve("batches.meta.txt")));
  }

  @Test
  void publishedArchiveIsTheDefault() {
    CifarArchive published = CifarArchive.published(PublishedSet.CIFAR_10);
    assertEquals(
        "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz", published.source().toString());
    assertEquals("c32a1d4ab5d03f1284b67883e8d87530", published.md5());
    assertEquals(
        published.md5(),
        CifarArchive.downloaded(PublishedSet.CIFAR_10, place.resolve("a.tar.gz")).md5());
  }

  @Test
  void fetchesThroughARedirectAndTellsProgress() throws IOException {
    byte[] archive = TarGz.complete().bytes();
    URI direct = serve(archive, archive.length);
    server.createContext(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().add("Location", direct.toString());
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    List<Long> received = new ArrayList<>();
    List<Long> totals = new ArrayList<>();
    Outcome outcome =
        new CifarArchive(PublishedSet.CIFAR_10, address("/old"), TarGz.md5(archive), STALL)
            .fetch(
                target,
                (bytes, total) -> {
                  received.add(bytes);
                  totals.add(total);
                });
    assertEquals(Outcome.FETCHED, outcome);
    assertFetched();
    assertEquals(0, received.get(0));
    assertEquals(archive.length, received.get(received.size() - 1));
    assertEquals(received.stream().sorted().toList(), received);
    assertTrue(totals.stream().allMatch(total -> total == archive.length));
  }

  @Test
  void fetchesWithoutAnnouncedLengthIntoAnEmptyDirectory() throws IOException {
    byte[] archive = TarGz.complete().bytes();
    Files.createDirectories(target);
    List<Long> totals = new ArrayList<>();
    new CifarArchive(PublishedSet.CIFAR_10, serve(archive, 0), TarGz.md5(archive), STALL)
        .fetch(target, (bytes, total) -> totals.add(total));
    assertFetched();
    assertTrue(totals.stream().allMatch(total -> total == DownloadProgress.UNKNOWN));
  }

  @Test
  void unpacksALocalFileAndKeepsIt() throws IOException {
    byte[] archive = TarGz.complete().bytes();
    Path file = Files.write(place.resolve("archive with space.tar.gz"), archive);
    CifarArchive local =
        new CifarArchive(PublishedSet.CIFAR_10, file.toUri(), TarGz.md5(archive), STALL);
    assertEquals(Outcome.FETCHED, local.fetch(target, DownloadProgress.NONE));
    assertFetched();
    assertArrayEquals(archive, Files.readAllBytes(file));
  }

  @Test
  void secondFetchLeavesAllAsItIs() throws IOException {
    served(TarGz.complete().bytes()).fetch(target, DownloadProgress.NONE);
    server.stop(0);
    Outcome again =
        CifarArchive.published(PublishedSet.CIFAR_10).fetch(target, DownloadProgress.NONE);
    assertEquals(Outcome.ALREADY_THERE, again);
    assertFetched();
  }

  @Test
  void refusesATargetThatHoldsOtherThings() throws IOException {
    Files.createDirectories(target);
    Files.writeString(target.resolve("notes.txt"), "mine");
    String message = failure(served(TarGz.complete().bytes()));
    assertEquals(
        ("fetch CIFAR-10: expected %s to be new or an empty directory, found other files (notes.txt)"
                + " (a directory in it would do: %s/cifar-10-batches-bin); nothing was changed")
            .formatted(target, target),
        message);
    assertEquals(List.of("notes.txt"), children(target));
  }

  @Test
  void refusesATargetThatHoldsASyntheticSet() {
    new SyntheticData(1, 1, 1).write(target);
    String message = failure(served(new byte[0]));
    assertTrue(message.contains("found an incomplete or another set in CIFAR-10's"), message);
  }

  @Test
  void refusesATargetThatIsAFile() throws IOException {
    Files.createDirectories(target.getParent());
    Files.writeString(target, "mine");
    String message = failure(served(TarGz.complete().bytes()));
    assertTrue(message.contains("an empty directory, found a file; nothing was changed"), message);
    assertEquals("mine", Files.readString(target));
  }

  @Test
  void aTargetAboveTheDataLeadsToIt() throws IOException {
    served(TarGz.complete().bytes()).fetch(target, DownloadProgress.NONE);
    target = target.getParent();
    String message = failure(CifarArchive.published(PublishedSet.CIFAR_10));
    assertTrue(
        message.contains(
            "found the folder above CIFAR-10 binary files (they lie in %s/cifar-10-batches-bin)"
                .formatted(target)),
        message);
  }

  @Test
  void aTargetThatHoldsTheArchiveStays() throws IOException {
    byte[] archive = TarGz.complete().bytes();
    Files.createDirectories(target);
    Path file = Files.write(target.resolve("cifar-10-binary.tar.gz"), archive);
    String message =
        failure(new CifarArchive(PublishedSet.CIFAR_10, file.toUri(), TarGz.md5(archive), STALL));
    assertTrue(message.contains("found an archive, cifar-10-binary.tar.gz"), message);
    assertArrayEquals(archive, Files.readAllBytes(file));
  }

  @Test
  void aTargetInAFileIsRefused() throws IOException {
    Path file = Files.writeString(place.resolve("file"), "mine");
    target = file.resolve("data/cifar");
    String message = failure(served(TarGz.complete().bytes()));
    assertTrue(message.endsWith("found the file " + file), message);
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void aTargetThatIsALinkToNowhereIsRefused() throws IOException {
    Files.createDirectories(target.getParent());
    Files.createSymbolicLink(target, place.resolve("gone"));
    String message = failure(served(TarGz.complete().bytes()));
    assertTrue(message.contains("found a link that leads nowhere"), message);
    assertTrue(Files.isSymbolicLink(target));
  }

  @Test
  void theCurrentDirectoryIsRefused() throws IOException {
    target = Path.of("").toRealPath();
    String message =
        assertThrows(
                DataException.class, () -> DataTarget.requireFree("fetch CIFAR-10", Path.of("")))
            .getMessage();
    assertTrue(message.contains("found the current directory"), message);
  }

  @Test
  void fetchesCifar100() throws IOException {
    PublishedSet set = PublishedSet.CIFAR_100;
    byte[] archive = TarGz.cifar100().bytes();
    CifarArchive served =
        new CifarArchive(set, serve(archive, archive.length), TarGz.md5(archive), STALL);
    assertEquals(Outcome.FETCHED, served.fetch(target, DownloadProgress.NONE));
    assertEquals(new TreeSet<>(set.files()), new TreeSet<>(children(target)));
    assertArrayEquals(TarGz.filled(6148, 7), Files.readAllBytes(target.resolve("train.bin")));
    server.stop(0);
    CifarArchive published = CifarArchive.published(set);
    assertEquals(
        "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz", published.source().toString());
    assertEquals("03b5dce01913d631647c71ecec9e9cb8", published.md5());
    assertEquals(Outcome.ALREADY_THERE, published.fetch(target, DownloadProgress.NONE));
    assertTrue(
        failure(CifarArchive.published(PublishedSet.CIFAR_10))
            .contains("found an incomplete or another set in CIFAR-100's layout"));
  }

  @Test
  void theArchiveOfTheOtherSetIsRefused() throws IOException {
    byte[] archive = TarGz.complete().bytes();
    URI source = serve(archive, archive.length);
    assertFails(
        "of [train.bin, test.bin, fine_label_names.txt, coarse_label_names.txt] under"
            + " cifar-100-binary/, found entry 'cifar-10-batches-bin/'",
        new CifarArchive(PublishedSet.CIFAR_100, source, TarGz.md5(archive), STALL));
  }

  /** The checksums that are published beside the archives. */
  @Test
  void theArchiveOfAnotherVersionIsNamed() {
    assertEquals(
        "cifar-10-python.tar.gz",
        KnownArchive.ofMd5("c58f30108f718f92721af3b95e74349a").orElseThrow().fileName());
    assertEquals(
        "cifar-100-binary.tar.gz",
        KnownArchive.ofMd5("03b5dce01913d631647c71ecec9e9cb8").orElseThrow().fileName());
  }

  @Test
  void wrongChecksumNamesBoth() throws IOException {
    byte[] archive = TarGz.complete().bytes();
    String expected = "0123456789abcdef0123456789abcdef";
    CifarArchive wrong =
        new CifarArchive(PublishedSet.CIFAR_10, serve(archive, archive.length), expected, STALL);
    assertFails(
        "expected an archive with MD5 %s, found %s (%d bytes)"
            .formatted(expected, TarGz.md5(archive), archive.length),
        wrong);
  }

  @Test
  void connectionBrokenOffHalfWay() throws IOException {
    byte[] archive = TarGz.complete().bytes();
    byte[] half = Arrays.copyOf(archive, archive.length / 2);
    assertFails(
        "of " + archive.length + " bytes",
        new CifarArchive(
            PublishedSet.CIFAR_10, serve(half, archive.length), TarGz.md5(archive), STALL));
  }

  @Test
  void serverFallsSilent() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    server.createContext(
        "/silent",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          awaitInterrupt(never);
        });
    assertFails(
        "nothing came for",
        new CifarArchive(PublishedSet.CIFAR_10, address("/silent"), "00", Duration.ofMillis(200)));
  }

  private static void awaitInterrupt(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException endOfTest) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void truncatedArchive() throws IOException {
    byte[] archive = TarGz.complete().bytes();
    assertFails("Unexpected end", served(Arrays.copyOf(archive, archive.length / 2)));
  }

  @Test
  void corruptGzip() throws IOException {
    byte[] archive = TarGz.complete().bytes();
    archive[archive.length - 8] ^= 1;
    assertFails("Corrupt GZIP trailer", served(archive));
  }

  @Test
  void somethingAfterTheArchive() throws IOException {
    byte[] archive = TarGz.complete().trailing(1 << 17).bytes();
    assertFails("found more after it", served(archive));
  }

  @Test
  void notGzip() throws IOException {
    assertFails("Not in GZIP format", served(TarGz.filled(5000, '<')));
  }

  @Test
  void entryThatLeadsOutOfTheFolder() throws IOException {
    String name = FOLDER + "../../outside.bin";
    assertFails(name, served(TarGz.complete().file(name, new byte[3073]).bytes()));
    assertFalse(Files.exists(place.resolve("outside.bin")));
  }

  @Test
  void entryWithAnAbsolutePath() throws IOException {
    String name = place.resolve("outside.bin").toString();
    assertFails(name, served(TarGz.complete().file(name, new byte[3073]).bytes()));
    assertFalse(Files.exists(place.resolve("outside.bin")));
  }

  @Test
  void symbolicLink() throws IOException {
    byte[] archive = new TarGz().symbolicLink(FOLDER + "data_batch_1.bin", "/etc/passwd").bytes();
    assertFails("of tar type '2'", served(archive));
  }

  @Test
  void secondCopyOfAFile() throws IOException {
    byte[] archive =
        TarGz.complete().file(FOLDER + "data_batch_1.bin", TarGz.filled(3073, 9)).bytes();
    assertFails("found entry 'cifar-10-batches-bin/data_batch_1.bin'", served(archive));
  }

  @Test
  void missingFiles() throws IOException {
    byte[] archive = new TarGz().file(FOLDER + "batches.meta.txt", TarGz.classNames()).bytes();
    assertFails("missing: [data_batch_1.bin, data_batch_2.bin,", served(archive));
  }

  @Test
  void brokenRecord() throws IOException {
    byte[] archive = new TarGz().file(FOLDER + "test_batch.bin", new byte[3072]).bytes();
    assertFails(
        "expected test_batch.bin to hold whole records of 3073 bytes, at least one, found 3072",
        served(archive));
  }

  @Test
  void dataFileLargerThanPublished() throws IOException {
    byte[] archive = new TarGz().file(FOLDER + "test_batch.bin", new byte[10_001 * 3073]).bytes();
    assertFails("expected test_batch.bin of at most 30730000 bytes", served(archive));
  }

  @Test
  void notFound() throws IOException {
    assertFails(
        "expected HTTP status 200, got 404",
        new CifarArchive(PublishedSet.CIFAR_10, address("/none"), "00", STALL));
  }

  @Test
  void unreachablePort() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port + "/a.tar.gz");
    assertFails(
        "cannot reach 127.0.0.1", new CifarArchive(PublishedSet.CIFAR_10, nobody, "00", STALL));
  }

  @Test
  void missingLocalFile() throws IOException {
    URI nothing = place.resolve("nothing.tar.gz").toUri();
    assertFails(
        "expected the archive, a file, found nothing",
        new CifarArchive(PublishedSet.CIFAR_10, nothing, "00", STALL));
  }

  @Test
  void refusesOtherAddresses() {
    URI ftp = URI.create("ftp://127.0.0.1/a.tar.gz");
    assertThrows(
        IllegalArgumentException.class,
        () -> new CifarArchive(PublishedSet.CIFAR_10, ftp, "00", STALL));
  }
}
