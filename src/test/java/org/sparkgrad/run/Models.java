package org.sparkgrad.run;

import java.util.List;
import org.sparkgrad.dataset.FeaturePipeline;
import org.sparkgrad.dataset.FittedFeatures;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.LinearModel;

/** Hand-made models. */
final class Models {
  static final int PIXELS = 3072;
  static final int CLASSES = 10;
  static final List<String> NAMES =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private Models() {}

  /** Parameter i is i / 8, scale k is 1 + k, offset k is -k. */
  static TrainedModel counting(boolean bias) {
    LinearModel model = new LinearModel(PIXELS, CLASSES, bias);
    float[] parameters = new float[PIXELS * CLASSES + (bias ? CLASSES : 0)];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = i / 8f;
    }
    float[] scale = new float[PIXELS];
    float[] offset = new float[PIXELS];
    for (int k = 0; k < PIXELS; k++) {
      scale[k] = 1 + k;
      offset[k] = -k;
    }
    return new TrainedModel(
        model,
        new SoftmaxCrossEntropy(),
        new FittedFeatures(FeaturePipeline.parse("raw|center"), new PixelScaling(scale, offset)),
        parameters,
        NAMES);
  }
}
