package org.sparkgrad.artifact.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.config.NetworkText;
import org.sparkgrad.model.Network;

class FoldedNormsTest {
  /** The layers, the first of which puts channels last, that are folded. */
  private static List<Integer> folded(String layers, float scale) {
    Network network = CifarShape.network(NetworkText.parse(layers + "|affine(10)"), 1);
    float[] parameters = new float[network.parameters()];
    Arrays.fill(parameters, scale);
    List<LayerParameters> own =
        network.arraysByLayer().stream()
            .map(arrays -> new LayerParameters(arrays, parameters))
            .toList();
    FoldedNorms norms = new FoldedNorms(network.layers(), own);
    return IntStream.range(0, own.size()).filter(norms::has).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "conv(2,3)|batch-norm; 2",
        "conv(2,3)|max-pool(2)|batch-norm; 3",
        "conv(2,3)|dropout(0.1)|average-pool(2)|batch-norm; 4",
        "max-pool(2)|affine(7)|batch-norm; 3"
      })
  void areThoseAfterAnAffineMap(String layers, int layer) {
    assertEquals(List.of(layer), folded(layers, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "batch-norm|conv(2,3)",
        "conv(2,3)|relu|batch-norm",
        "conv(2,3)|max-pool(2)|gelu|batch-norm",
        "conv(2,3)|flatten|batch-norm"
      })
  void areNoOthers(String layers) {
    assertEquals(List.of(), folded(layers, 1));
  }

  /** {@code max(-a, -b)} is not {@code -max(a, b)}. A variance of -1/2 would be none. */
  @Test
  void areNotThoseThatTurnAMaximumAround() {
    assertEquals(List.of(), folded("conv(2,3)|max-pool(2)|batch-norm(epsilon=0.9)", -0.5f));
    assertEquals(List.of(2), folded("conv(2,3)|batch-norm(epsilon=0.9)|max-pool(2)", -0.5f));
  }

  @Test
  void followEachOther() {
    assertEquals(
        List.of(2, 3, 5), folded("conv(2,3)|batch-norm|batch-norm|max-pool(2)|batch-norm", 1));
  }
}
