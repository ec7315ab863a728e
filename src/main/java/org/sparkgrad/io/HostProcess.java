package org.sparkgrad.io;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that has something of its own on a disk, by which others of its host know whether it
 * still runs.
 *
 * @param started when it was, since numbers of processes are given out again; empty if the system
 *     does not tell
 * @param linux the same without a clock; empty on another system, or where it is not recorded
 */
public record HostProcess(
    String host, long pid, Optional<Instant> started, Optional<LinuxProcess> linux) {
  private static final Pattern NAME =
      Pattern.compile("(\\d{1,18})-(\\d{1,18})(?:-t(\\d{1,20})-([0-9a-f]{16}))?-(.+)");

  /** Systems derive the start of a process from a clock that is set now and then. */
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  /** This process. */
  public static HostProcess own() {
    ProcessHandle own = ProcessHandle.current();
    return new HostProcess(
        hostName(), own.pid(), own.info().startInstant(), LinuxProcess.of(own.pid()));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** The process of a {@link #name}; empty for any other text. */
  static Optional<HostProcess> named(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<Instant> started =
        Optional.of(Instant.ofEpochSecond(Long.parseLong(parts.group(2))))
            .filter(start -> !start.equals(Instant.EPOCH));
    Optional<LinuxProcess> linux =
        Optional.ofNullable(parts.group(3)).map(ticks -> new LinuxProcess(parts.group(4), ticks));
    return Optional.of(
        new HostProcess(parts.group(5), Long.parseLong(parts.group(1)), started, linux));
  }

  /**
   * A name for what is its own: {@code PID-STARTED-HOST}, in seconds since 1970, 0 if unknown; on
   * Linux {@code PID-STARTED-tTICKS-SPACE-HOST}.
   */
  String name() {
    String byLinux = linux.map(own -> "-t%s-%s".formatted(own.ticks(), own.space())).orElse("");
    return "%d-%d%s-%s"
        .formatted(pid, started.map(Instant::getEpochSecond).orElse(0L), byLinux, host);
  }

  /** Whether it is known to run no longer: a process of this host that is not there. */
  public boolean isGone() {
    return isHere() && !isRunning();
  }

  /** Whether it is of this host, and its number of the numbers that this process sees. */
  public boolean isHere() {
    Optional<String> space = linux.map(LinuxProcess::space);
    return host.equals(hostName()) && (space.isEmpty() || space.equals(LinuxProcess.spaceHere()));
  }

  private boolean isRunning() {
    return linux.isPresent()
        ? LinuxProcess.of(pid).equals(linux)
        : ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame).isPresent();
  }

  private boolean isSame(ProcessHandle process) {
    Optional<Instant> found = process.info().startInstant();
    return started.isEmpty()
        || found.isEmpty()
        || Duration.between(started.get(), found.get()).abs().compareTo(TOLERANCE) <= 0;
  }
}
