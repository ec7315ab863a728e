package org.sparkgrad.run;

import java.util.Optional;

/**
 * One iteration of a learning curve.
 *
 * @param iteration counted from 0
 * @param dataLoss the mean loss of the batch before the update
 * @param penalty the penalty before the update
 * @param trainAccuracy after the update, on the first training rows, as many as there are
 *     validation rows; empty between the chosen intervals
 * @param validationAccuracy after the update; empty between the chosen intervals
 */
public record CurvePoint(
    long iteration,
    double learningRate,
    double dataLoss,
    double penalty,
    Optional<Double> trainAccuracy,
    Optional<Double> validationAccuracy) {}
