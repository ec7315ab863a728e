package org.sparkgrad.train;

/**
 * One of the stretches of training between which a search gives cells up. Rung {@code number} of
 * {@code last} ends where a cell has made {@code ceil(n / factor^(last - number))} of its {@code n}
 * iterations, so that each cell is measured at the same share of its own length.
 *
 * @param number from 1
 * @param last the number of the rung that ends the training
 * @param factor how many times as far a rung reaches as the one before; at least 2
 */
public record Rung(int number, int last, int factor) {
  /** The whole training of a cell that is not given up. */
  public static final Rung ONLY = new Rung(1, 1, 2);

  public boolean isLast() {
    return number == last;
  }

  /** Where it begins: 0, or where the rung before ends. */
  public long start(long iterations) {
    return number == 1 ? 0 : before().end(iterations);
  }

  /** Where it ends, of {@code iterations} in all. */
  public long end(long iterations) {
    long end = iterations;
    for (int rung = number; rung < last; rung++) {
      end = end / factor + (end % factor == 0 ? 0 : 1);
    }
    return end;
  }

  /** How many of the cells that begin it go on, if so many are ok: {@code ceil(cells / factor)}. */
  public int survivors(int cells) {
    return (cells - 1) / factor + 1;
  }

  /** The rung after this, which is not the last. */
  public Rung next() {
    return new Rung(number + 1, last, factor);
  }

  /** The rung before this, which is not the first. */
  Rung before() {
    return new Rung(number - 1, last, factor);
  }
}
