package org.sparkgrad;

import org.sparkgrad.config.ModelChoice;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FeatureString;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.model.Network;

/** The shape of CIFAR-10, and what features and networks are on it. */
public final class CifarShape {
  public static final DataShape DATA = DataShape.ofImages(ImageShape.CIFAR, 10);

  private CifarShape() {}

  public static FeaturePipeline features(String text) {
    return FeatureString.parse(text).at(DATA);
  }

  public static Network network(ModelChoice model, long seed) {
    return model.network().orElseThrow().network(DATA, DATA.values(), seed);
  }
}
