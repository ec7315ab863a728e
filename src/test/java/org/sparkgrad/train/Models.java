package org.sparkgrad.train;

import java.util.List;
import org.sparkgrad.CifarShape;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;

/** Hand-made models. */
public final class Models {
  static final int PIXELS = 3072;
  static final int CLASSES = 10;
  public static final List<String> NAMES =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private Models() {}

  /** Parameter i is i / 8, scale k is 1 + k, offset k is -k. */
  public static TrainedModel counting(boolean bias) {
    Network model = Networks.linear(PIXELS, CLASSES, bias);
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
        new FittedFeatures(CifarShape.features("raw|center"), new FeatureScaling(scale, offset)),
        parameters,
        NAMES);
  }
}
