package org.sparkgrad.cli;

/** The exit codes that scripts may rely on. */
final class ExitCode {
  static final int DONE = 0;
  static final int ERROR = 1;
  static final int USAGE = 2;
  static final int DATA = 3;
  static final int CELLS_FAILED = 4;
  static final int IMAGES_FAILED = 4;

  private ExitCode() {}
}
