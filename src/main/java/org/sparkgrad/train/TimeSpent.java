package org.sparkgrad.train;

import java.time.Instant;

/**
 * Time spent on a cell.
 *
 * @param started when its training began, be it in an earlier rung or before the run was resumed
 * @param seconds in all; of a pass that trains several cells each has an equal share
 */
public record TimeSpent(Instant started, double seconds) {}
