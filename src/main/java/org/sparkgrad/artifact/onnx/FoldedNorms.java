package org.sparkgrad.artifact.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparkgrad.layer.Affine;
import org.sparkgrad.layer.AveragePool;
import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.layer.GhostNorm;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.MaxPool;

/**
 * Which batch normalisations become a part of the convolution or affine layer before them. Pools
 * may lie in between: a mean of windows is changed as its values are, and so is a maximum if each
 * channel's factor is above 0.
 */
final class FoldedNorms {
  private static final int NONE = -1;

  private final Map<Integer, List<FixedNorm>> byLayer = new HashMap<>();
  private final List<Integer> folded = new ArrayList<>();

  /** The layer that may take in a normalisation. */
  private int open = NONE;

  private boolean afterMaximum;

  FoldedNorms(List<Layer> layers, List<LayerParameters> parameters) {
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof GhostNorm norm) {
        take(i, FixedNorm.of(norm, parameters.get(i)));
      } else {
        pass(i, layers.get(i));
      }
    }
  }

  private void take(int layer, FixedNorm norm) {
    if (open == NONE || (afterMaximum && !norm.increases())) {
      open = NONE;
      return;
    }
    byLayer.computeIfAbsent(open, unused -> new ArrayList<>()).add(norm);
    folded.add(layer);
  }

  private void pass(int number, Layer layer) {
    if (layer instanceof Affine || layer instanceof Convolution) {
      open = number;
      afterMaximum = false;
    } else if (layer instanceof MaxPool) {
      afterMaximum = true;
    } else if (!(layer instanceof AveragePool || layer instanceof Dropout)) {
      open = NONE;
    }
  }

  /** Whether a layer is a part of one before it. */
  boolean has(int layer) {
    return folded.contains(layer);
  }

  /** What a layer takes in, in order. */
  List<FixedNorm> of(int layer) {
    return byLayer.getOrDefault(layer, List.of());
  }
}
