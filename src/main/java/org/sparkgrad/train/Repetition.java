package org.sparkgrad.train;

import java.util.Optional;

/**
 * What a cell repeats.
 *
 * @param of the name of the other cell
 * @param plan that it follows; empty if its own hyperparameters say all
 */
public record Repetition(String of, Optional<StoppedPlan> plan) {}
