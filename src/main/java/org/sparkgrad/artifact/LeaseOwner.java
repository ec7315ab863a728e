package org.sparkgrad.artifact;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.io.JsonFile;

/**
 * Who owns a run directory: a process, which gives a sign of life every {@link #BEAT}.
 *
 * @param run that the process is on
 * @param started when the process was, since numbers of processes are given out again; empty if the
 *     system does not tell
 * @param alive the last sign of life
 */
record LeaseOwner(
    String run,
    String host,
    long pid,
    Optional<Instant> started,
    Optional<LinuxProcess> process,
    Instant alive) {
  private static final String SPACE = "process_space";
  private static final String TICKS = "process_started_ticks";

  /** Between two signs of life. */
  static final Duration BEAT = Duration.ofSeconds(10);

  /** Without a sign of life for so long, an owner on another host counts as silent. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Systems derive the start of a process from a clock that is set now and then. */
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  /** This process, on a run. */
  static LeaseOwner here(String run) {
    ProcessHandle own = ProcessHandle.current();
    return new LeaseOwner(
        run,
        hostName(),
        own.pid(),
        own.info().startInstant(),
        LinuxProcess.of(own.pid()),
        Instant.now());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  LeaseOwner stillAlive() {
    return new LeaseOwner(run, host, pid, started, process, Instant.now());
  }

  /** Whether it is known to run no longer: a process of this host that is not there. */
  boolean isGone() {
    return isHere() && !isRunning();
  }

  private boolean isRunning() {
    return process.isPresent()
        ? LinuxProcess.of(pid).equals(process)
        : ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame).isPresent();
  }

  /**
   * Whether it may run no longer: a process of another host that has given no sign of life for
   * long. It may as well be cut off, or its clock be wrong, in either direction.
   */
  boolean isSilent() {
    return !isHere() && age().abs().compareTo(PATIENCE) > 0;
  }

  private boolean isHere() {
    Optional<String> space = process.map(LinuxProcess::space);
    return host.equals(hostName()) && (space.isEmpty() || space.equals(LinuxProcess.spaceHere()));
  }

  private Duration age() {
    return Duration.between(alive, Instant.now());
  }

  private boolean isSame(ProcessHandle process) {
    Optional<Instant> found = process.info().startInstant();
    return started.isEmpty()
        || found.isEmpty()
        || Duration.between(started.get(), found.get()).abs().compareTo(TOLERANCE) <= 0;
  }

  byte[] encode() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run_id", run);
    fields.put("host", host);
    fields.put("pid", Long.toString(pid));
    fields.put("process_started", started.map(Instant::toString).orElse(""));
    process.ifPresent(
        own -> {
          fields.put(SPACE, own.space());
          fields.put(TICKS, own.ticks());
        });
    fields.put("alive", alive.toString());
    return JsonFile.encode(fields);
  }

  static LeaseOwner of(JsonFile json) {
    json.requireDigest();
    String started = json.text("process_started");
    return new LeaseOwner(
        json.text("run_id"),
        json.text("host"),
        Long.parseLong(json.text("pid")),
        started.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(started)),
        json.has(SPACE)
            ? Optional.of(new LinuxProcess(json.text(SPACE), json.text(TICKS)))
            : Optional.empty(),
        Instant.parse(json.text("alive")));
  }

  @Override
  public String toString() {
    return "process %d on %s, last sign of life %s, %d seconds ago"
        .formatted(pid, host, alive, age().toSeconds());
  }
}
