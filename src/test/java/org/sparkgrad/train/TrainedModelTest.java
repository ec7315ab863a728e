package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkgrad.CifarShape;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;

class TrainedModelTest {
  private static TrainedModel withParameters(float... parameters) {
    Network model = Networks.linear(1, parameters.length, false);
    FeatureScaling scaling = new FeatureScaling(new float[] {1}, new float[] {0});
    return new TrainedModel(
        model,
        new SoftmaxCrossEntropy(),
        new FittedFeatures(CifarShape.features("raw"), scaling),
        parameters,
        List.of());
  }

  private static String sha256OfHex(String hex) throws GeneralSecurityException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void digestsTheWeightsAsLittleEndianFloats() throws GeneralSecurityException {
    String expected = sha256OfHex("0000803f" + "000000c0" + "0000203e");
    assertEquals(expected, withParameters(1, -2, 0.15625f).weightsSha256());
  }

  @Test
  void ofFourZeroBytesIsTheirPublishedDigest() {
    assertEquals(
        "df3f619804a92fdb4057192dc43dd748ea778adc52bc498ce80524c014b81119",
        withParameters(0).weightsSha256());
  }

  @Test
  void tellsMinusZeroFromZero() throws GeneralSecurityException {
    assertEquals(sha256OfHex("00000080"), withParameters(-0f).weightsSha256());
  }

  /** Two of four weights; the biases do not count. */
  @Test
  void countsWeightsThatAreExactlyZero() {
    Network model = Networks.linear(2, 2, true);
    FeatureScaling scaling = new FeatureScaling(new float[] {1, 1}, new float[] {0, 0});
    float[] parameters = {0, Float.MIN_VALUE, -0f, -2, 0, 0};
    TrainedModel trained =
        new TrainedModel(
            model,
            new SoftmaxCrossEntropy(),
            new FittedFeatures(CifarShape.features("raw"), scaling),
            parameters,
            List.of());
    assertEquals(0.5, trained.sparsity());
    assertEquals(0, withParameters(1, 2).sparsity());
  }
}
