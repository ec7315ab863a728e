package org.sparkgrad.artifact;

import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.JsonFile;

/**
 * The right of one process to a run directory: {@code lease.json} in it, which is there as long as
 * the process works. What a killed process has left behind is taken over: at once if it ran on this
 * host, where it is known to be gone; else only if the user says so, and it has been silent for
 * {@link LeaseOwner#PATIENCE}.
 */
final class RunLease implements AutoCloseable {
  static final String FILE = "lease.json";
  private static final String ASIDE = ".lease-";
  private static final Logger LOG = LoggerFactory.getLogger(RunLease.class);

  private final Directory place;
  private final LeaseOwner owner;
  private final ScheduledExecutorService beat =
      Executors.newSingleThreadScheduledExecutor(RunLease::daemon);
  private final ScheduledFuture<?> beating;
  private volatile boolean lost;

  private RunLease(Directory place, LeaseOwner owner) {
    this.place = place;
    this.owner = owner;
    long seconds = LeaseOwner.BEAT.toSeconds();
    beating = beat.scheduleWithFixedDelay(this::giveSign, seconds, seconds, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "run-lease");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Takes the lease of a directory that exists.
   *
   * @param takeOver whether from a process of another host, too, that is silent
   * @throws RunRefusedException if another process has it
   */
  static RunLease take(Directory place, String run, boolean takeOver) {
    LeaseOwner own = LeaseOwner.here(run);
    if (!place.writeNew(FILE, own.encode())) {
      removeIfGone(place, takeOver);
      if (!place.writeNew(FILE, own.encode())) {
        throw inUse(place, owner(place));
      }
    }
    return new RunLease(place, own);
  }

  /** Whether a file is a lease, or what is beside it while it is made, written or taken. */
  static boolean isNameOfOne(String name) {
    return name.equals(FILE) || isForAMoment(name) || name.startsWith("." + FILE + ".");
  }

  /** Whether a file is one that is moved aside, or one before it has its name. */
  static boolean isForAMoment(String name) {
    return name.startsWith(ASIDE) || name.startsWith("." + FILE + "-");
  }

  /** Moved aside first: of two processes that find it, one does. */
  private static void removeIfGone(Directory place, boolean takeOver) {
    Optional<LeaseOwner> found = owner(place);
    if (found.isPresent() && !found.get().isGone()) {
      requireTakeOver(place, found.get(), takeOver);
    }
    String aside = ASIDE + UUID.randomUUID();
    if (!place.renameFile(FILE, aside)) {
      return;
    }
    if (!owner(place, aside).equals(found)) { // Another process was faster, and this is its own.
      place.renameFile(aside, FILE);
      throw inUse(place, owner(place));
    }
    place.deleteFile(aside);
  }

  private static void requireTakeOver(Directory place, LeaseOwner found, boolean takeOver) {
    if (!found.isSilent()) {
      throw inUse(place, Optional.of(found));
    }
    if (!takeOver) {
      throw new RunRefusedException(
          inUse(place, Optional.of(found)).getMessage()
              + ": if that process has ended, --take-over takes the directory over");
    }
  }

  private static RunRefusedException inUse(Directory place, Optional<LeaseOwner> owner) {
    return new RunRefusedException(
        "expected a run directory that no other process uses, found %s in use by %s"
            .formatted(place, owner.map(LeaseOwner::toString).orElse("another process")));
  }

  private static Optional<LeaseOwner> owner(Directory place) {
    return owner(place, FILE);
  }

  /** Empty too for a file that was not written to its end, and not for one that cannot be read. */
  private static Optional<LeaseOwner> owner(Directory place, String file) {
    try {
      return Optional.of(LeaseOwner.of(JsonFile.read("read lease", place, file)));
    } catch (DataException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    } catch (UncheckedIOException e) {
      if (place.holds(file)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** On a full disk, which Hadoop makes an error of, the next sign may find room again. */
  void giveSign() {
    try {
      if (isTaken()) {
        lost = true;
        beat.shutdown();
      } else {
        place.write(FILE, owner.stillAlive().encode());
      }
    } catch (RuntimeException | Error e) {
      LOG.warn("{}: no sign of life: {}", place, e.getMessage());
    }
  }

  private boolean isTaken() {
    return owner(place).filter(found -> found.run().equals(owner.run())).isEmpty();
  }

  /**
   * Checks that no other process has taken this one, long silent, for gone.
   *
   * @throws RunRefusedException if one has
   */
  void requireHeld() {
    if (lost && !place.exists()) {
      throw new RunRefusedException(
          "expected the run directory %s, found that it is gone".formatted(place));
    }
    if (lost) {
      throw inUse(place, owner(place));
    }
  }

  /** The same, as the file says now and not at the last sign of life. */
  void requireHeldNow() {
    lost = lost || isTaken();
    requireHeld();
  }

  /** Writes nothing from now on, and holds the directory, as it is moved. */
  void beStill() {
    beating.cancel(false);
    beat.shutdown();
    try {
      beat.awaitTermination(LeaseOwner.BEAT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives the directory back. */
  @Override
  public void close() {
    beStill();
    if (!isTaken()) {
      place.deleteFile(FILE);
    }
  }
}
