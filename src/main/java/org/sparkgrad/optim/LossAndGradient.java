package org.sparkgrad.optim;

/**
 * The data loss and its gradient at one point, both means over the rows of a batch.
 *
 * @param loss the mean loss; infinite or NaN if that of a row is
 * @param gradient one value per parameter
 */
public record LossAndGradient(double loss, float[] gradient) {}
