package org.sparkgrad.artifact;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.io.HostProcess;
import org.sparkgrad.io.JsonFile;
import org.sparkgrad.io.LinuxProcess;

/**
 * Who owns a run directory: a process, which gives a sign of life every {@link #BEAT}.
 *
 * @param run that the process is on
 * @param alive the last sign of life
 */
record LeaseOwner(String run, HostProcess process, Instant alive) {
  private static final String SPACE = "process_space";
  private static final String TICKS = "process_started_ticks";

  /** Between two signs of life. */
  static final Duration BEAT = Duration.ofSeconds(10);

  /** Without a sign of life for so long, an owner on another host counts as silent. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** This process, on a run. */
  static LeaseOwner here(String run) {
    return new LeaseOwner(run, HostProcess.own(), Instant.now());
  }

  LeaseOwner stillAlive() {
    return new LeaseOwner(run, process, Instant.now());
  }

  /** Whether it is known to run no longer. */
  boolean isGone() {
    return process.isGone();
  }

  /**
   * Whether it may run no longer: a process of another host that has given no sign of life for
   * long. It may as well be cut off, or its clock be wrong, in either direction.
   */
  boolean isSilent() {
    return !process.isHere() && age().abs().compareTo(PATIENCE) > 0;
  }

  private Duration age() {
    return Duration.between(alive, Instant.now());
  }

  byte[] encode() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run_id", run);
    fields.put("host", process.host());
    fields.put("pid", Long.toString(process.pid()));
    fields.put("process_started", process.started().map(Instant::toString).orElse(""));
    process
        .linux()
        .ifPresent(
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
    HostProcess process =
        new HostProcess(
            json.text("host"),
            Long.parseLong(json.text("pid")),
            started.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(started)),
            json.has(SPACE)
                ? Optional.of(new LinuxProcess(json.text(SPACE), json.text(TICKS)))
                : Optional.empty());
    return new LeaseOwner(json.text("run_id"), process, Instant.parse(json.text("alive")));
  }

  @Override
  public String toString() {
    return "process %d on %s, last sign of life %s, %d seconds ago"
        .formatted(process.pid(), process.host(), alive, age().toSeconds());
  }
}
