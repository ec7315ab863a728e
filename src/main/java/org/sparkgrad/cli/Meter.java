package org.sparkgrad.cli;

import java.util.List;

/** Measures how far work has come. Any thread may ask. */
interface Meter {
  /**
   * What there is to say, the most important first, so that a short line has the first of them;
   * empty while there is nothing.
   */
  List<String> now();

  /** How much is done, from 0 to 99: the end is not told by numbers, but by the work's end. */
  int percent();

  /** What there is to say of work that has come to its end. */
  List<String> atEnd();
}
