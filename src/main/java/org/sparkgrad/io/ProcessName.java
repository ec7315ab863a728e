package org.sparkgrad.io;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name that a process gives to what is its own, by which others of its host know whether it still
 * runs: {@code PID-STARTED-HOST}.
 *
 * @param started in seconds since 1970; 0 if unknown
 */
record ProcessName(long pid, long started, String host) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})-(.+)");

  /** Systems derive the start of a process from a clock that is set now and then. */
  private static final long TOLERANCE = 10;

  /** Of this process. */
  static ProcessName own() {
    ProcessHandle own = ProcessHandle.current();
    return new ProcessName(own.pid(), started(own), hostName());
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Empty for any other text. */
  static Optional<ProcessName> of(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new ProcessName(
                Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3)))
        : Optional.empty();
  }

  /** Whether it is known to run no longer: a process of this host that is not there. */
  boolean isGone() {
    return host.equals(hostName())
        && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame).isEmpty();
  }

  private boolean isSame(ProcessHandle process) {
    long found = started(process);
    return started == 0 || found == 0 || Math.abs(started - found) <= TOLERANCE;
  }

  @Override
  public String toString() {
    return "%d-%d-%s".formatted(pid, started, host);
  }
}
