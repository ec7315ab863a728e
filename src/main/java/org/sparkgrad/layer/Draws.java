package org.sparkgrad.layer;

import java.util.Arrays;
import org.sparkgrad.linalg.RowGroups;

/**
 * What a training pass draws from and normalises over: what layers draw is a function of iteration
 * and row alone, and rows are normalised over those of their group.
 *
 * @param rows the numbers of the batch's rows in the data set
 * @param groups of these rows
 */
public record Draws(long iteration, int[] rows, RowGroups groups) {
  /** Outside of training, where nothing is drawn and what is normalised has fixed statistics. */
  public static final Draws NONE = new Draws(0, new int[0], new RowGroups());

  /** Those of one group of rows, from {@code start} to {@code end}. */
  public Draws of(int start, int end) {
    return new Draws(iteration, Arrays.copyOfRange(rows, start, end), new RowGroups(end - start));
  }

  /** Whether the pass is one of training, which has at least one row. */
  public boolean areMade() {
    return rows.length > 0;
  }
}
