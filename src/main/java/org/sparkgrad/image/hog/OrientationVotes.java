package org.sparkgrad.image.hog;

import org.sparkgrad.image.ImageShape;

/**
 * For which orientation bins the pixels of an image vote, and how much. Scratch of an extractor.
 */
final class OrientationVotes {
  /**
   * The first bin of each pixel, plus 1. Orientation is a circle, so slot 0 stands for the last bin
   * and the slot after the last bin for the first.
   */
  final int[] slot;

  /** Votes for {@link #slot}. */
  final double[] lower;

  /** Votes for the slot after it; 0 if votes are not shared. */
  final double[] upper;

  private final int orientations;
  private final boolean shared;

  OrientationVotes(ImageShape image, int orientations, boolean shared) {
    slot = new int[image.plane()];
    lower = new double[image.plane()];
    upper = new double[image.plane()];
    this.orientations = orientations;
    this.shared = shared;
  }

  void take(PixelGradients gradients) {
    if (shared) {
      share(gradients.orientation, gradients.length);
    } else {
      single(gradients.orientation, gradients.length);
    }
  }

  private void single(double[] orientation, double[] length) {
    for (int k = 0; k < slot.length; k++) {
      slot[k] = 1 + (int) (orientation[k] * orientations);
      lower[k] = length[k];
    }
  }

  /** The centre of bin b is at {@code (b + 0.5) / orientations}. */
  private void share(double[] orientation, double[] length) {
    for (int k = 0; k < slot.length; k++) {
      double position = orientation[k] * orientations + 0.5;
      int first = (int) position;
      double second = length[k] * (position - first);
      slot[k] = first;
      upper[k] = second;
      lower[k] = length[k] - second;
    }
  }
}
