package org.sparkgrad.image;

/**
 * One of several ways in which an image is looked at: moved along its diagonal, then mirrored.
 *
 * @param shift how far down and right its frame is moved, beyond which its pixels are reflected
 * @param weight of its scores among those of all views, which add up to 1
 */
public record View(int shift, boolean mirrored, float weight) {

  /**
   * Writes the image that starts at {@code pixels[from]}, as seen, to {@code out[to ..)}.
   *
   * @param scratch as long as an image; overwritten
   * @throws IllegalArgumentException if the image is not larger than the shift
   */
  public void apply(ImageShape image, byte[] pixels, int from, byte[] scratch, byte[] out, int to) {
    Shift.apply(image, pixels, from, shift, shift, Padding.REFLECT, scratch);
    if (mirrored) {
      Flip.apply(image, scratch, 0, scratch);
    }
    System.arraycopy(scratch, 0, out, to, image.bytes());
  }
}
