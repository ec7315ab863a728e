package org.sparkgrad.report.study;

import org.sparkgrad.report.Share;

/**
 * How two shares of rows compare. One is higher only if their 95 % intervals (Wilson's) do not
 * overlap; as both are of the same images, this errs on the side of leaving it open.
 */
enum Comparison {
  HIGHER,
  LOWER,
  /** Their intervals overlap: the difference may be chance. */
  OPEN;

  static Comparison of(Share first, Share second) {
    if (first.low() > second.high()) {
      return HIGHER;
    }
    return first.high() < second.low() ? LOWER : OPEN;
  }
}
