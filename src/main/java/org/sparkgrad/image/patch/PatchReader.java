package org.sparkgrad.image.patch;

/**
 * Reads normalised patches: {@code x = (p - mean(p)) / sqrt(var(p) + contrast)}, where p are the n
 * pixel values, 0 to 255, and the variance has the divisor n - 1. Brightness and contrast of a
 * patch are gone after it.
 *
 * <p>Sums over pixels are sums of integers, which are exact.
 */
public final class PatchReader {
  private final PatchGrid grid;
  private final double contrast;
  private final int size;
  private final int channels;
  private final int plane;
  private final int width;
  private final int length;

  public PatchReader(PatchGrid grid, double contrast) {
    this.grid = grid;
    this.contrast = contrast;
    size = grid.size();
    channels = grid.image().channels();
    plane = grid.image().plane();
    width = grid.image().width();
    length = grid.length();
  }

  /** Writes the patches at all positions of an image, row by row, to the start of {@code out}. */
  void readAll(byte[] pixels, int from, float[] out) {
    int to = 0;
    for (int i = 0; i < grid.rows(); i++) {
      for (int j = 0; j < grid.columns(); j++) {
        read(pixels, from, i * grid.stride(), j * grid.stride(), out, to);
        to += length;
      }
    }
  }

  /**
   * Writes one patch to {@code out[to ..)}.
   *
   * @param from where the image starts
   * @param row of the patch's first pixel
   * @param column of the patch's first pixel
   */
  public void read(byte[] pixels, int from, int row, int column, float[] out, int to) {
    int at = to;
    int sum = 0;
    int squares = 0;
    for (int channel = 0; channel < channels; channel++) {
      int start = from + channel * plane + row * width + column;
      for (int i = 0; i < size; i++, start += width) {
        for (int j = 0; j < size; j++) {
          int pixel = pixels[start + j] & 0xFF;
          sum += pixel;
          squares += pixel * pixel;
          out[at++] = pixel;
        }
      }
    }
    normalise(sum, squares, out, to);
  }

  private void normalise(long sum, long squares, float[] out, int to) {
    long n = length;
    double variance = (double) (n * squares - sum * sum) / (n * (n - 1));
    float mean = (float) ((double) sum / n);
    float factor = (float) (1 / Math.sqrt(variance + contrast));
    for (int k = to; k < to + n; k++) {
      out[k] = (out[k] - mean) * factor;
    }
  }
}
