package org.sparkgrad;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.function.Executable;

/** How the reading of what may be hostile may end. */
public final class Ending {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Ending() {}

  /** Fails unless the reader works or throws this, with a message, before long. */
  public static void worksOrIsRefused(Class<? extends Exception> refusal, Executable reader) {
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          try {
            reader.execute();
          } catch (Throwable found) {
            if (!refusal.isInstance(found)) {
              throw new AssertionError(
                  "expected it to work or to be refused, found " + found, found);
            }
            assertNotNull(found.getMessage());
          }
        });
  }
}
