package org.sparkgrad.linalg;

/**
 * Which patches of a map of {@code height x width} places, a vector of {@code channels} at each, a
 * convolution looks at. The places are first spread, with {@code spread - 1} zeros between
 * neighbours, and surrounded by zeros: {@code top} rows above, {@code left} columns before (or, if
 * these are negative, so many rows and columns are cut off), and as many below and behind as the
 * patches reach for. The patch of output (y, x) is then the {@code kernelHeight x kernelWidth}
 * places from row {@code y * stride}, column {@code x * stride} on.
 */
public record PatchGrid(
    int height,
    int width,
    int channels,
    int spread,
    int top,
    int left,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int outHeight,
    int outWidth) {

  /** Height with all zeros. */
  int paddedHeight() {
    return (outHeight - 1) * stride + kernelHeight;
  }

  /** Width with all zeros. */
  int paddedWidth() {
    return (outWidth - 1) * stride + kernelWidth;
  }

  /** Values of one image with all zeros. */
  int paddedSize() {
    return Math.toIntExact(paddedValues(1));
  }

  /** Values of so many images with all zeros, be they more than an array can hold. */
  public long paddedValues(int images) {
    return (long) images * channels * paddedHeight() * paddedWidth();
  }

  /** Patches of one image. */
  public int patches() {
    return outHeight * outWidth;
  }

  /** Values of one patch. */
  public int patchSize() {
    return kernelHeight * kernelWidth * channels;
  }

  /** Values of a row of a patch, which stand side by side. */
  int runLength() {
    return kernelWidth * channels;
  }
}
