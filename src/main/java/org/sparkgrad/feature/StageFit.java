package org.sparkgrad.feature;

import java.util.Arrays;
import java.util.List;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.stats.ColumnStatistics;

/**
 * The elementwise affine map that stages compose to: {@code feature_k = scale_k * value_k +
 * offset_k}. Each stage is fitted to the results of the ones before it.
 */
final class StageFit {
  private final ColumnStatistics statistics;
  private final int channel;
  private final double[] scale;
  private final double[] offset;

  /**
   * @param size values per row
   * @param channel values of each channel, which follow each other
   * @param statistics of the training part; may be null if no stage learns
   */
  private StageFit(int size, int channel, ColumnStatistics statistics) {
    this.statistics = statistics;
    this.channel = channel;
    scale = new double[size];
    offset = new double[size];
    Arrays.fill(scale, 1);
  }

  /** The composition of stages. */
  static FeatureScaling of(
      List<PixelStage> stages, int size, int channel, ColumnStatistics statistics) {
    StageFit fit = new StageFit(size, channel, statistics);
    stages.forEach(fit::add);
    return fit.scaling();
  }

  private void add(PixelStage stage) {
    switch (stage) {
      case UNIT -> divideAll(255);
      case CENTER -> center();
      case STANDARDIZE -> standardize();
      case STANDARDIZE_CHANNELS -> standardizeChannels();
    }
  }

  private FeatureScaling scaling() {
    float[] scales = new float[scale.length];
    float[] offsets = new float[scale.length];
    for (int k = 0; k < scale.length; k++) {
      scales[k] = (float) scale[k];
      offsets[k] = (float) offset[k];
    }
    return new FeatureScaling(scales, offsets);
  }

  private void divideAll(double divisor) {
    for (int k = 0; k < scale.length; k++) {
      change(k, 0, divisor);
    }
  }

  private void center() {
    for (int k = 0; k < scale.length; k++) {
      change(k, mean(k), 1);
    }
  }

  private void standardize() {
    for (int k = 0; k < scale.length; k++) {
      change(k, mean(k), deviation(k));
    }
  }

  private void standardizeChannels() {
    for (int start = 0; start < scale.length; start += channel) {
      int end = start + channel;
      double mean = channelMean(start, end);
      double deviation = Math.sqrt(channelVariance(start, end, mean));
      for (int k = start; k < end; k++) {
        change(k, mean, deviation);
      }
    }
  }

  /** Summed as distances to the first mean, which is exact if all are equal. */
  private double channelMean(int start, int end) {
    double first = mean(start);
    double sum = 0;
    for (int k = start; k < end; k++) {
      sum += mean(k) - first;
    }
    return first + sum / (end - start);
  }

  /** The mean variance of its pixels, plus the variance of their means. */
  private double channelVariance(int start, int end, double mean) {
    double sum = 0;
    for (int k = start; k < end; k++) {
      double distance = mean(k) - mean;
      sum += deviation(k) * deviation(k) + distance * distance;
    }
    return sum / (end - start);
  }

  /**
   * Subtracts {@code shift} from the result of value {@code k} and divides by {@code deviation},
   * unless it is 0.
   */
  private void change(int k, double shift, double deviation) {
    double divisor = deviation == 0 ? 1 : deviation;
    scale[k] /= divisor;
    offset[k] = (offset[k] - shift) / divisor;
  }

  private double mean(int k) {
    return scale[k] * statistics.mean(k) + offset[k];
  }

  private double deviation(int k) {
    return scale[k] * statistics.standardDeviation(k);
  }
}
