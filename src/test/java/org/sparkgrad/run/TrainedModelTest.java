package org.sparkgrad.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.model.LinearModel;

class TrainedModelTest {
  private static TrainedModel withParameters(float... parameters) {
    LinearModel model = new LinearModel(1, parameters.length, false);
    PixelScaling scaling = new PixelScaling(new float[] {1}, new float[] {0});
    return new TrainedModel(model, "raw", scaling, parameters, List.of());
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
  void ofNoWeightsIsTheDigestOfNothing() {
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        withParameters().weightsSha256());
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
}
