package org.sparkgrad.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkgrad.PlainMoments.deviation;
import static org.sparkgrad.PlainMoments.mean;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.stats.PixelStatistics;

class FeaturePipelineTest {
  private static final int ROWS = 12;

  private static PixelStatistics statistics() {
    PixelStatistics statistics = new PixelStatistics(3072);
    for (Block block : TinyBlocks.of(5, 7)) {
      statistics.add(block, new RowRange(0, ROWS));
    }
    return statistics;
  }

  private static double[] pixelOfAllRows(int k) {
    double[] values = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      values[row] = TinyBlocks.image(row)[k] & 0xFF;
    }
    return values;
  }

  /** Applies the stages one after the other, each fitted to what it is given. */
  private static void stages(String text, double[] values) {
    for (String stage : List.of(text.split("\\|")).subList(1, text.split("\\|").length)) {
      double mean = mean(values);
      double deviation = deviation(values);
      for (int row = 0; row < values.length; row++) {
        values[row] =
            switch (stage) {
              case "unit" -> values[row] / 255;
              case "center" -> values[row] - mean;
              case "standardize" -> (values[row] - mean) / deviation;
              default -> throw new AssertionError(stage);
            };
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw",
        "raw|unit",
        "raw|center",
        "raw|standardize",
        "raw|unit|center",
        "raw|center|unit",
        "raw|unit|standardize",
        "raw|standardize|unit",
        "raw|standardize|standardize",
        "raw|center|standardize|unit"
      })
  void fitsEveryStageToWhatTheOnesBeforeItGive(String text) {
    FeatureScaling scaling = CifarShape.features(text).fit(statistics()).scaling();
    float[] features = new float[3072];
    for (int k = 0; k < 3072; k += 113) {
      double[] expected = pixelOfAllRows(k);
      stages(text, expected);
      for (int row = 0; row < ROWS; row++) {
        scaling.apply(TinyBlocks.image(row), 0, features, 0);
        double tolerance = 1e-6 * (1 + 256 * Math.abs(scaling.scale()[k]));
        assertEquals(expected[row], features[k], tolerance, "pixel " + k);
      }
    }
  }

  /**
   * Applies the stages one after the other to all pixels of one channel in all rows, entry {@code
   * row * 1024 + k}; each is fitted to what it is given.
   */
  private static void channelStages(String text, double[] values) {
    for (String stage : List.of(text.split("\\|")).subList(1, text.split("\\|").length)) {
      if (stage.equals("standardize-channels")) {
        double mean = mean(values);
        double deviation = deviation(values);
        for (int i = 0; i < values.length; i++) {
          values[i] = (values[i] - mean) / deviation;
        }
      } else {
        for (int k = 0; k < 1024; k++) {
          double[] pixel = new double[ROWS];
          for (int row = 0; row < ROWS; row++) {
            pixel[row] = values[row * 1024 + k];
          }
          stages("raw|" + stage, pixel);
          for (int row = 0; row < ROWS; row++) {
            values[row * 1024 + k] = pixel[row];
          }
        }
      }
    }
  }

  private static double[] channelOfAllRows(int channel) {
    double[] values = new double[ROWS * 1024];
    for (int row = 0; row < ROWS; row++) {
      byte[] image = TinyBlocks.image(row);
      for (int k = 0; k < 1024; k++) {
        values[row * 1024 + k] = image[channel * 1024 + k] & 0xFF;
      }
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw|standardize-channels",
        "raw|unit|standardize-channels",
        "raw|center|standardize-channels",
        "raw|standardize|standardize-channels",
        "raw|standardize-channels|standardize",
        "raw|center|unit|standardize-channels|center"
      })
  void standardizesChannelsOverAllTheirPixels(String text) {
    FeatureScaling scaling = CifarShape.features(text).fit(statistics()).scaling();
    float[] features = new float[3072];
    for (int channel = 0; channel < 3; channel++) {
      double[] expected = channelOfAllRows(channel);
      channelStages(text, expected);
      for (int row = 0; row < ROWS; row++) {
        scaling.apply(TinyBlocks.image(row), 0, features, 0);
        for (int k = 0; k < 1024; k += 37) {
          assertEquals(expected[row * 1024 + k], features[channel * 1024 + k], 1e-5);
        }
      }
    }
  }

  /** Pixels 0 and 255 by halves: mean 127.5, deviation 127.5. Red and blue are 77 throughout. */
  @Test
  void aChannelThatNeverVariesKeepsItsScale() {
    byte[] pixels = new byte[2 * 3072];
    for (int k = 0; k < pixels.length; k++) {
      int green = k % 2 == 0 ? 255 : 0;
      pixels[k] = (byte) (k % 3072 / 1024 == 1 ? green : 77);
    }
    PixelStatistics statistics = new PixelStatistics(3072);
    statistics.add(new Block(0, 0, new int[2], ImageShape.CIFAR, pixels), new RowRange(0, 2));
    FeatureScaling scaling =
        CifarShape.features("raw|standardize-channels").fit(statistics).scaling();
    FeatureScaling unit =
        CifarShape.features("raw|unit|standardize-channels").fit(statistics).scaling();
    for (int k = 0; k < 3072; k++) {
      boolean green = k / 1024 == 1;
      assertEquals(green ? (float) (1 / 127.5) : 1, scaling.scale()[k]);
      assertEquals(green ? -1 : -77, scaling.offset()[k]);
      assertEquals(green ? 2 / 255f : 1 / 255f, unit.scale()[k], 1e-9f);
      assertEquals(green ? -1 : -77 / 255f, unit.offset()[k], 1e-7f);
    }
  }

  @Test
  void rawPixelsAreExact() {
    FeatureScaling scaling = CifarShape.features("raw").fit(null).scaling();
    float[] features = new float[3072];
    scaling.apply(TinyBlocks.image(3), 0, features, 0);
    for (int k = 0; k < 3072; k++) {
      assertEquals(TinyBlocks.image(3)[k] & 0xFF, features[k]);
    }
  }

  @Test
  void aPixelThatNeverVariesKeepsItsScale() {
    byte[] pixels = new byte[3 * 3072];
    for (int row = 0; row < 3; row++) {
      pixels[row * 3072] = 77;
    }
    PixelStatistics statistics = new PixelStatistics(3072);
    statistics.add(new Block(0, 0, new int[3], ImageShape.CIFAR, pixels), new RowRange(0, 3));
    FeatureScaling scaling = CifarShape.features("raw|standardize").fit(statistics).scaling();
    assertEquals(1, scaling.scale()[0]);
    assertEquals(-77, scaling.offset()[0]);
    FeatureScaling unit = CifarShape.features("raw|unit|standardize").fit(statistics).scaling();
    assertEquals(1 / 255f, unit.scale()[0]);
    assertEquals(-77 / 255f, unit.offset()[0], 1e-7f);
  }

  @Test
  void onlyStagesThatLearnNeedStatistics() {
    assertFalse(CifarShape.features("raw").needsStatistics());
    assertFalse(CifarShape.features("raw|unit").needsStatistics());
    assertTrue(CifarShape.features("raw|unit|center").needsStatistics());
    assertTrue(CifarShape.features("raw|standardize-channels").needsStatistics());
    assertTrue(CifarShape.features("raw|standardize").needsStatistics());
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "raw|unit", "raw|center|standardize", "raw|standardize-channels"})
  void isPrintedAsItWasRead(String text) {
    assertEquals(text, CifarShape.features(text).toString());
    assertEquals(text, CifarShape.features(text.replace("|", " | ")).toString());
  }

  @Test
  void readsTheStagesInOrder() {
    List<PixelStage> expected = new ArrayList<>();
    expected.add(PixelStage.UNIT);
    expected.add(PixelStage.CENTER);
    assertEquals(expected, CifarShape.features("raw|unit|center").stages());
  }

  /** Characters count from 1. */
  @ParameterizedTest
  @CsvSource({
    "raw|unti, found 'unti' at character 5 of",
    "raw|unit|, found '' at character 10 of",
    "raw|unit|whiten|center, found 'whiten' at character 10 of",
    "raw||unit, found '' at character 5 of",
    "RAW, found 'RAW' at character 1 of",
    "unit|raw, found 'unit' at character 1 of",
    "raw|pca(0x1p4), found '0x1p4' at character 9 of",
    "raw|zca(1d), found '1d' at character 9 of",
    "hog(cell=\u0668), found '\u0668' at character 10 of",
    "patches(threshold=1e39), found '1e39' at character 19 of",
    "patches(seed=0x1), found '0x1' at character 14 of"
  })
  void whatIsNotUnderstoodIsNamedWithItsPlace(String text, String expected) {
    var error = assertThrows(IllegalArgumentException.class, () -> CifarShape.features(text));
    assertTrue(error.getMessage().endsWith(expected + " '" + text + "'"), error.getMessage());
  }

  @Test
  void theStagesThatThereAreAreListed() {
    var error = assertThrows(IllegalArgumentException.class, () -> CifarShape.features("raw|x"));
    assertTrue(
        error
            .getMessage()
            .contains("unit, center, standardize, standardize-channels, pca, zca, found"),
        error.getMessage());
  }
}
