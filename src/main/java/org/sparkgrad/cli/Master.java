package org.sparkgrad.cli;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Spark runs. Of an address that it cannot read, Spark shows a stack trace, or what it does
 * not say.
 *
 * @param url as spark-submit's option {@code --master} has it
 */
record Master(String url) {
  private static final String ONE_THREAD = "local";

  /** Of threads, and of how often a task may fail. */
  private static final Pattern THREADS =
      Pattern.compile("local\\[(\\*|0*[1-9]\\d{0,4})(?:\\s*,\\s*\\d{1,9})?]");

  private static final Pattern PROCESSES =
      Pattern.compile("local-cluster\\[\\s*\\d{1,5}\\s*,\\s*\\d{1,5}\\s*,\\s*\\d{1,9}\\s*]");
  private static final Pattern MANAGED = Pattern.compile("yarn|k8s://.+");
  private static final String STANDALONE = "spark://";

  /**
   * Checks that Spark knows such a one.
   *
   * @throws UsageException if it does not
   */
  void require() {
    if (isStandalone()) {
      addresses().forEach(this::requireAddress);
      return;
    }
    boolean known =
        url.equals(ONE_THREAD)
            || Stream.of(THREADS, PROCESSES, MANAGED)
                .anyMatch(pattern -> pattern.matcher(url).matches());
    if (!known) {
      throw refused("local, local[N], local[*], spark://HOST:PORT, yarn or k8s://HOST:PORT", url);
    }
  }

  private void requireAddress(String address) {
    URI uri = uri(address);
    boolean whole =
        uri.getHost() != null
            && uri.getPort() >= 0
            && uri.getPort() <= 65_535
            && uri.getUserInfo() == null
            && uri.toString().equals(STANDALONE + uri.getAuthority());
    if (!whole) {
      String underscore =
          address.contains("_") ? "; names of hosts have no underscore: give its IP address" : "";
      throw refused("spark://HOST:PORT", url + underscore);
    }
  }

  private URI uri(String address) {
    try {
      return URI.create(STANDALONE + address);
    } catch (IllegalArgumentException e) {
      throw refused("spark://HOST:PORT", url);
    }
  }

  private static UsageException refused(String expected, String found) {
    return new UsageException("--master: expected %s, found %s".formatted(expected, found));
  }

  boolean isLocal() {
    return url.startsWith(ONE_THREAD);
  }

  boolean isStandalone() {
    return url.startsWith(STANDALONE);
  }

  /** Those of a standalone cluster, which may have standbys. */
  private List<String> addresses() {
    return List.of(url.substring(STANDALONE.length()).split(",", -1));
  }

  /** Where a standalone cluster's masters listen. */
  List<InetSocketAddress> sockets() {
    return addresses().stream()
        .map(this::uri)
        .map(uri -> new InetSocketAddress(uri.getHost(), uri.getPort()))
        .toList();
  }

  /** How many tasks run in this process at a time; none on a cluster. */
  int tasksInDriver() {
    Matcher threads = THREADS.matcher(url);
    if (!threads.matches()) {
      return url.equals(ONE_THREAD) ? 1 : 0;
    }
    return threads.group(1).equals("*")
        ? Runtime.getRuntime().availableProcessors()
        : Integer.parseInt(threads.group(1));
  }
}
