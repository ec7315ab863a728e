package org.sparkgrad.image;

import java.util.function.IntToLongFunction;

/** Augmentation at one iteration, with scratch for one image. For one thread. */
public final class Variation {
  private final Augmentation augmentation;
  private final long iteration;
  private final IntToLongFunction epochs;

  /** Of the images seen last; at first null. */
  private ImageShape shape;

  private byte[] varied = new byte[0];

  Variation(Augmentation augmentation, long iteration, IntToLongFunction epochs) {
    this.augmentation = augmentation;
    this.iteration = iteration;
    this.epochs = epochs;
  }

  /**
   * The image of {@code row}, at {@code pixels[from]}, as varied; overwritten by the next one.
   *
   * @throws IllegalArgumentException if images are padded farther than their pixels can be
   *     reflected
   */
  public byte[] of(ImageShape image, byte[] pixels, int from, int row) {
    if (!image.equals(shape)) {
      augmentation.requireFit(image);
      shape = image;
      varied = new byte[image.bytes()];
    }
    augmentation.apply(image, pixels, from, iteration, epochs.applyAsLong(row), row, varied);
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
