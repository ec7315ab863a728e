package org.sparkgrad.image.hsv;

/** The bins that the pixels of an image fall in, exactly. Scratch of an extractor. */
final class HsvPixels {
  /** 0 for a pixel without hue. */
  final int[] hueBin;

  /** Weight of a pixel in its bin of hue. */
  final double[] hueWeight;

  final int[] saturationBin;
  final int[] valueBin;

  private final HsvHistogram settings;

  HsvPixels(HsvHistogram settings) {
    this.settings = settings;
    int plane = settings.image().plane();
    hueBin = new int[plane];
    hueWeight = new double[plane];
    saturationBin = new int[plane];
    valueBin = new int[plane];
  }

  void read(byte[] pixels, int from) {
    int plane = valueBin.length;
    for (int k = 0; k < plane; k++) {
      int red = pixels[from + k] & 0xFF;
      int green = pixels[from + plane + k] & 0xFF;
      int blue = pixels[from + 2 * plane + k] & 0xFF;
      int max = Math.max(red, Math.max(green, blue));
      int chroma = max - Math.min(red, Math.min(green, blue));
      takeHue(k, Hsv.hueSteps(red, green, blue, max, chroma), chroma, max);
      saturationBin[k] = bin(chroma, max, settings.saturationBins());
      valueBin[k] = bin(max, Hsv.MOST, settings.valueBins());
    }
  }

  private void takeHue(int pixel, int steps, int chroma, int max) {
    if (chroma == 0) {
      hueBin[pixel] = 0;
      hueWeight[pixel] = 0;
      return;
    }
    hueBin[pixel] = settings.hueBins() * steps / (Hsv.SECTORS * chroma);
    hueWeight[pixel] = settings.weightedHue() ? (double) chroma / max : 1;
  }

  /** The bin of {@code part / whole}, which is in [0, 1]; that of 0 / 0 is 0. */
  private static int bin(int part, int whole, int bins) {
    if (part == whole) {
      return part == 0 ? 0 : bins - 1;
    }
    return bins * part / whole;
  }
}
