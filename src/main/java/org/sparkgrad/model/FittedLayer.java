package org.sparkgrad.model;

import java.io.Serializable;
import org.sparkgrad.layer.Fitting;

/**
 * A layer of a network that has parameters which are fitted, rather than trained.
 *
 * @param layer its place among the layers
 */
public record FittedLayer(int layer, Fitting fitting) implements Serializable {
  private static final long serialVersionUID = 1L;
}
