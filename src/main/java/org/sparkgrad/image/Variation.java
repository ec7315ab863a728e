package org.sparkgrad.image;

import java.util.function.IntToLongFunction;

/** Augmentation at one iteration, with scratch for one image. For one thread. */
public final class Variation {
  private final Augmentation augmentation;
  private final long iteration;
  private final IntToLongFunction epochs;
  private final byte[] varied = new byte[ImageFormat.BYTES];

  Variation(Augmentation augmentation, long iteration, IntToLongFunction epochs) {
    this.augmentation = augmentation;
    this.iteration = iteration;
    this.epochs = epochs;
  }

  /** The image of {@code row}, at {@code pixels[from]}, as varied; overwritten by the next one. */
  public byte[] of(byte[] pixels, int from, int row) {
    augmentation.apply(pixels, from, iteration, epochs.applyAsLong(row), row, varied);
    return varied;
  }

  /**
   * Whether the image of {@code row} is mirrored.
   *
   * @throws IllegalStateException if images are cropped too
   */
  public boolean mirrors(int row) {
    if (augmentation.crops()) {
      throw new IllegalStateException(
          "augmentation: expected flips alone where features are computed before, found crops");
    }
    return augmentation.flips(iteration, epochs.applyAsLong(row), row);
  }
}
