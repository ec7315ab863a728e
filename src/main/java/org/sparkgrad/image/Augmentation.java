package org.sparkgrad.image;

import java.io.Serializable;
import org.sparkgrad.linalg.CounterRandom;

/**
 * How the images of training batches are varied: each is flipped left for right with probability
 * 1/2, and padded by p reflected pixels on every side and cropped at an offset uniform in 0 to 2p,
 * down and right apart. What is drawn is a function of (seed, iteration, row) alone: a row that
 * stands in a batch twice is varied alike.
 *
 * <p>Source: He, Zhang, Ren, Sun, "Deep residual learning for image recognition", CVPR 2016,
 * section 4.2, where images are padded with zeros after their mean is subtracted; for why pixels
 * are reflected here see {@link Shift}.
 */
public final class Augmentation implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long FLIP_STREAM = 0x466C6970L;
  private static final long DOWN_STREAM = 0x446F776EL;
  private static final long RIGHT_STREAM = 0x5269676874L;

  /** Images as they are. */
  public static final Augmentation NONE = new Augmentation(0, false, 0);

  private final boolean flip;
  private final int padding;
  private final CounterRandom flips;
  private final CounterRandom downs;
  private final CounterRandom rights;

  /**
   * @param flip whether images are flipped
   * @param padding in pixels, 0 to 31; 0 for no crop
   */
  public Augmentation(long seed, boolean flip, int padding) {
    if (padding < 0 || padding > Shift.LARGEST) {
      throw new IllegalArgumentException(
          "augmentation: expected a padding of 0 to %d pixels, found %d"
              .formatted(Shift.LARGEST, padding));
    }
    this.flip = flip;
    this.padding = padding;
    flips = new CounterRandom(seed, FLIP_STREAM);
    downs = new CounterRandom(seed, DOWN_STREAM);
    rights = new CounterRandom(seed, RIGHT_STREAM);
  }

  /** Whether images stay as they are. */
  public boolean isNone() {
    return !flip && padding == 0;
  }

  /** Whether images are cropped. */
  boolean crops() {
    return padding > 0;
  }

  /** What it does at {@code iteration}, below 2^32. */
  public Variation at(long iteration) {
    return new Variation(this, iteration);
  }

  /** Whether {@code row} is flipped at {@code iteration}, below 2^32. */
  public boolean flips(long iteration, int row) {
    return flip && flips.below(2, counter(iteration, row)) == 1;
  }

  /** How far below the middle the crop of {@code row} is, from -padding to padding. */
  public int down(long iteration, int row) {
    return downs.below(2 * padding + 1, counter(iteration, row)) - padding;
  }

  /** How far right of the middle the crop of {@code row} is, from -padding to padding. */
  public int right(long iteration, int row) {
    return rights.below(2 * padding + 1, counter(iteration, row)) - padding;
  }

  /**
   * Crops, then flips the image that starts at {@code pixels[from]}, and writes it to the first
   * 3,072 bytes of {@code out}, another array.
   */
  public void apply(byte[] pixels, int from, long iteration, int row, byte[] out) {
    if (padding == 0) {
      System.arraycopy(pixels, from, out, 0, ImageFormat.BYTES);
    } else {
      Shift.apply(pixels, from, down(iteration, row), right(iteration, row), out);
    }
    if (flips(iteration, row)) {
      Flip.apply(out, 0, out);
    }
  }

  private static long counter(long iteration, int row) {
    return iteration << Integer.SIZE | row;
  }
}
