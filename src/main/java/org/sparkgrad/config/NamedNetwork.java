package org.sparkgrad.config;

import java.util.Optional;
import org.sparkgrad.choice.Choice;

/** The networks that have names. */
public enum NamedNetwork implements Choice, ModelChoice {
  /** Jordan's net of three blocks, the first of them half as wide as its source has it. */
  CIFAR_NET(InitKind.IDENTITY, blocks(32, 128, 128)),

  /** The same, as wide as its source has it for 93 %. */
  CONVNET_93(InitKind.IDENTITY, blocks(64, 128, 128)),

  /**
   * Two convolutions and a layer of hidden units. Source: Tang, "Deep learning using linear support
   * vector machines", 2013.
   */
  TANG_2013(
      InitKind.UNIFORM,
      "conv(32,5,pad=2)|relu|max-pool(2)|conv(64,5,pad=2)|relu|max-pool(2)"
          + "|affine(3072)|relu|dropout(0.5)|affine(classes)");

  private final InitKind init;
  private final String layers;

  NamedNetwork(InitKind init, String layers) {
    this.init = init;
    this.layers = layers;
  }

  /**
   * A whitening layer, then in each block two convolutions, the first of them pooled. Source:
   * Jordan, "94% on CIFAR-10 in 3.29 seconds on a single GPU", 2024.
   *
   * @param widths filters of each block
   */
  private static String blocks(int... widths) {
    String norm = "|batch-norm(scale=false,epsilon=1e-12)|gelu";
    StringBuilder text = new StringBuilder("whiten(2)|gelu");
    for (int width : widths) {
      String convolution = "|conv(%d,3,pad=1,bias=false)".formatted(width);
      text.append(convolution).append("|max-pool(2)").append(norm);
      text.append(convolution).append(norm);
    }
    return text + "|max-pool(3)|affine(classes,bias=false)|scale(1/9)";
  }

  @Override
  public String label() {
    return Choice.super.label();
  }

  @Override
  public InitKind init() {
    return init;
  }

  @Override
  public Optional<NetworkText> network() {
    return Optional.of(NetworkText.parse(layers));
  }
}
