package org.sparkgrad.train;

/**
 * Which weights of a training loop were kept.
 *
 * @param iteration how many updates made them
 * @param averaged whether they are the mean of those after the last updates up to there
 */
public record KeptWeights(long iteration, boolean averaged) {}
