package org.sparkgrad.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A process as Linux tells it from every other, by no clock that can be set: the kernel's boot and
 * the space that its number is of, as containers have their own, and the ticks from boot to its
 * start.
 *
 * @param space digest of boot and space of numbers, short enough for the name of a file
 * @param ticks from boot to start
 */
public record LinuxProcess(String space, String ticks) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path SPACE = Path.of("/proc/self/ns/pid");

  private static final int DIGITS = 16;

  // Of the fields of /proc/PID/stat, those after the name in parentheses; see proc(5).
  private static final int STATE = 0;
  private static final int START_TIME = 19;

  /** The process of a number; empty if there is none, it has ended, or the system is another. */
  public static Optional<LinuxProcess> of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      boolean hasEnded = "ZX".contains(fields[STATE]); // Its parent has not asked for its end yet.
      return hasEnded
          ? Optional.empty()
          : spaceHere().map(here -> new LinuxProcess(here, fields[START_TIME]));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Where this process runs; empty on another system. */
  public static Optional<String> spaceHere() {
    try {
      String boot = Files.readString(BOOT).strip();
      String space = boot + " " + Files.readSymbolicLink(SPACE);
      return Optional.of(DigestUtils.sha256Hex(space).substring(0, DIGITS));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
