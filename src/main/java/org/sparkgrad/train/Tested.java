package org.sparkgrad.train;

import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.image.TestViews;

/**
 * The evaluation of a model on the test set.
 *
 * @param views that its scores are averages over
 */
public record Tested(Evaluation evaluation, TestViews views) {}
