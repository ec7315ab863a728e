package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Lists;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCommandTest {
  private static final int USAGE = 2;

  @Test
  void printsShapesParametersAndProducts() {
    String out = Call.of("model", "conv(4,5,pad=2):max-pool(2):affine(10)").done().out();
    assertEquals(
        List.of(
            "layer            output       parameters  MFLOP",
            "conv(4,5,pad=2)  32 x 32 x 4  304         0.614",
            "max-pool(2)      16 x 16 x 4  0           0.000",
            "affine(10)       10           10,250      0.020",
            "10,554 parameters, 10,554 of them trained; 0.6 MFLOP an image, forward"),
        out.lines().map(String::stripTrailing).toList());
  }

  @Test
  @Covers({"model --json"})
  void printsThemAsJson() {
    JsonNode document = Call.of("model", "cifar-net", "--json").done().json();
    assertEquals(
        List.of("model", "layers", "parameters", "trained", "flop"),
        Lists.newArrayList(document.fieldNames()));
    assertEquals("cifar-net", document.get("model").asText());
    JsonNode first = document.get("layers").get(0);
    assertEquals("whiten(2)", first.get("layer").asText());
    assertEquals("[31,31,24]", first.get("output").toString());
    assertEquals(312, first.get("parameters").asLong());
    assertEquals(24, first.get("trained").asLong());
    assertEquals(553_536, first.get("flop").asLong());
    assertTrue(document.get("parameters").asLong() > document.get("trained").asLong());
  }

  /** 4 x 5 x 5 weights and 4 biases; 100 outputs of 4 x 12 x 12 values, and as many biases. */
  @Test
  @Covers({"model --image-size", "model --classes"})
  void printsThemForOtherImagesAndClasses() {
    String network = "conv(4,5)|max-pool(2)|affine(classes)";
    JsonNode layers =
        Call.of("model", network, "--image-size", "28x28x1", "--classes", "100", "--json")
            .done()
            .json()
            .get("layers");
    assertEquals("[24,24,4]", layers.get(0).get("output").toString());
    assertEquals(104, layers.get(0).get("parameters").asLong());
    assertEquals(100 * 576 + 100, layers.get(2).get("parameters").asLong());
    Call.of("model", network, "--image-size", "28", "--classes", "1")
        .failedWith(USAGE, "--image-size", "such as 32x32 or 28x28x1, found '28'");
    Call.of("model", network, "--classes", "1").failedWith(USAGE, "--classes", "found 1");
  }

  @Test
  void refusesWhatIsNoNetwork() {
    Call.of("model", "max-pool(64)|affine(10)")
        .failedWith(USAGE, "DESCRIPTION: ", "a map of at least 64 x 64 places, found 32 x 32");
    Call.of("model", "two-layer").failedWith(USAGE, "expected a network, found 'two-layer'");
    Call.of("model", "forest").failedWith(USAGE, "found 'forest'");
  }
}
