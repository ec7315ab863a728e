package org.sparkgrad.layer;

import org.sparkgrad.linalg.GroupSums;

/** Forward and backward pass of a layer at fixed parameters. For one thread. */
public interface LayerPass {
  /**
   * Overwrites {@code out}.
   *
   * @param in one copy for all models, or one for each
   * @param out one copy for each model if the layer has parameters, otherwise as many as {@code in}
   */
  void forward(Batch in, Batch out, Draws draws);

  /**
   * Puts the gradient of the summed loss with respect to the parameters into {@code gradient}, and
   * that with respect to the input into {@code dIn}. The batch is that of the last forward pass.
   *
   * @param dOut the gradient with respect to the output; not modified unless {@code dIn} stands
   *     there
   * @param dIn overwritten; null if nobody needs it
   * @param gradient laid out as the parameters are
   */
  void backward(Batch in, Batch out, Batch dOut, Batch dIn, GroupSums gradient);
}
