package org.sparkgrad.optim;

/**
 * Result of one iteration.
 *
 * @param iteration counted from 0
 * @param learningRate the rate of this iteration
 * @param dataLoss the mean loss of the batch before the update
 * @param penalty the penalty before the update
 * @param parameters the parameters after the update; the loop's own array, to be read only
 */
public record Step(
    long iteration, double learningRate, double dataLoss, double penalty, float[] parameters)
    implements Attempt {}
