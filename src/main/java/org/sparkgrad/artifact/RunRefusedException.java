package org.sparkgrad.artifact;

/** The run directory is not as the call expects it: in use, not a run, or there already. */
public final class RunRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunRefusedException(String message) {
    super(message);
  }
}
