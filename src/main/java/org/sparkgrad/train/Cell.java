package org.sparkgrad.train;

import org.sparkgrad.config.Hyperparameters;

/**
 * One training run of a grid.
 *
 * @param name unique in its run; also the name of the directory of its model
 */
public record Cell(String name, Hyperparameters hyperparameters) {}
