package org.sparkgrad.optim;

/**
 * The data loss and its gradient at one point, both means over the rows of a batch.
 *
 * @param loss the mean loss; infinite or not a number where the point has left the range in which
 *     losses and gradients can be summed
 * @param gradient one value a parameter
 */
public record LossAndGradient(double loss, float[] gradient) {}
