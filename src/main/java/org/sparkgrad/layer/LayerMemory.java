package org.sparkgrad.layer;

/**
 * How many values a layer's pass takes from its arena, beside its output and gradients.
 *
 * @param prepared when it is made: packed weights, and scratch that stays taken
 * @param kept from a forward pass to its backward pass
 * @param forward scratch of the forward pass
 * @param backward scratch of the backward pass, where rows are one group; each further one has sums
 *     of its own
 */
public record LayerMemory(long prepared, long kept, long forward, long backward) {
  /** Takes nothing. */
  static final LayerMemory NONE = new LayerMemory(0, 0, 0, 0);
}
