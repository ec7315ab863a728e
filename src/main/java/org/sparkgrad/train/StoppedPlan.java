package org.sparkgrad.train;

/**
 * The plan of a cell that early stopping ended, for a cell that repeats it on other rows without a
 * validation part to stop by: its schedule, warm-up and average are those of the stopped cell's
 * whole plan, counted in iterations, and it stops where that cell's best weights were made.
 *
 * @param trainRows rows of the stopped cell's training part, by which its epochs are counted
 * @param updates that made its best weights
 * @param averaged whether these were its average
 */
public record StoppedPlan(int trainRows, long updates, boolean averaged) {}
