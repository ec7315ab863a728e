package org.sparkgrad.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;

/** Says in one line why a cell failed. */
public final class FailureReason {
  private FailureReason() {}

  /**
   * The messages of an exception or error and of its causes, each that is not told already: the
   * first line alone, as Spark's go on with stack traces.
   */
  public static String of(Throwable failure) {
    List<String> parts = new ArrayList<>();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String part = part(each);
      if (parts.stream().noneMatch(told -> told.contains(part))) {
        parts.add(part);
      }
    }
    String reason = String.join(": ", parts);
    return reason.contains(OutOfMemoryError.class.getName()) ? reason + memory() : reason;
  }

  private static String part(Throwable failure) {
    if (failure instanceof FSError) {
      return "file system error"; // Its cause says which; its own message is the cause's.
    }
    boolean telling = failure.getMessage() != null && !(failure instanceof Error);
    Optional<String> line = failure.toString().lines().findFirst();
    return telling ? failure.getMessage().lines().findFirst().orElse("") : line.orElse("");
  }

  private static String memory() {
    return "; the driver's heap is %d MiB: --driver-memory before the command gives it more, and a lower --parallelism or --hidden needs less"
        .formatted(Runtime.getRuntime().maxMemory() >> 20);
  }
}
