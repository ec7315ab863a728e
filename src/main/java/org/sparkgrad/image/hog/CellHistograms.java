package org.sparkgrad.image.hog;

import java.util.Arrays;
import org.sparkgrad.image.CellGrid;

/** Orientation histograms of the cells of one size. Scratch of an extractor. */
final class CellHistograms {
  private final CellGrid grid;
  private final int orientations;
  private final boolean shared;

  /** Bins of a cell and one before and after them, which {@link OrientationVotes} explains. */
  private final int slots;

  /** Cells of a row of votes: one more on each side takes what falls beyond the border. */
  private final int rowCells;

  private final double[] votes;
  private final double[] histograms;

  /** Where each pixel's cell starts in the votes; if shared, its upper left cell. */
  private final int[] start;

  /** For each row of pixels, the share of a vote that goes to the cell below. */
  private final double[] below;

  /** For each column of pixels, the share of a vote that goes to the cell on the right. */
  private final double[] right;

  CellHistograms(CellGrid grid, int orientations, boolean shared) {
    this.grid = grid;
    this.orientations = orientations;
    this.shared = shared;
    slots = orientations + 2;
    rowCells = grid.columns() + 2;
    votes = new double[(grid.rows() + 2) * rowCells * slots];
    histograms = new double[grid.cells() * orientations];
    start = new int[grid.image().plane()];
    below = new double[grid.image().height()];
    right = new double[grid.image().width()];
    place();
  }

  /** The centre of padded cell c is at {@code (c - 0.5) * cell}, that of pixel x at x + 0.5. */
  private void place() {
    int[] rows = first(below);
    int[] columns = first(right);
    for (int k = 0; k < start.length; k++) {
      int row = rows[k / right.length];
      start[k] = (row * rowCells + columns[k % right.length]) * slots;
    }
  }

  /** The first padded cell of each pixel along an axis; writes the shares of the next one. */
  private int[] first(double[] next) {
    int[] first = new int[next.length];
    for (int at = 0; at < first.length; at++) {
      double position = (at + 0.5) / grid.cell() + (shared ? 0.5 : 1);
      first[at] = (int) position;
      next[at] = position - first[at];
    }
    return first;
  }

  /** Mean votes by cell row, cell column and orientation; overwritten by the next call. */
  double[] of(OrientationVotes pixels) {
    Arrays.fill(votes, 0);
    if (shared) {
      share(pixels);
    } else {
      single(pixels);
    }
    fold();
    return histograms;
  }

  private void single(OrientationVotes pixels) {
    for (int k = 0; k < start.length; k++) {
      int at = start[k] + pixels.slot[k];
      votes[at] += pixels.lower[k];
      votes[at + 1] += pixels.upper[k];
    }
  }

  private void share(OrientationVotes pixels) {
    for (int y = 0; y < below.length; y++) {
      shareRow(pixels, y * right.length, below[y]);
    }
  }

  /** The votes of a row of pixels, of which {@code first} is the first. */
  private void shareRow(OrientationVotes pixels, int first, double down) {
    for (int x = 0; x < right.length; x++) {
      int k = first + x;
      double across = right[x];
      int at = start[k] + pixels.slot[k];
      add(at, pixels, k, (1 - down) * (1 - across));
      add(at + slots, pixels, k, (1 - down) * across);
      add(at + rowCells * slots, pixels, k, down * (1 - across));
      add(at + rowCells * slots + slots, pixels, k, down * across);
    }
  }

  private void add(int at, OrientationVotes pixels, int pixel, double part) {
    votes[at] += part * pixels.lower[pixel];
    votes[at + 1] += part * pixels.upper[pixel];
  }

  private void fold() {
    int to = 0;
    for (int row = 1; row <= grid.rows(); row++) {
      for (int column = 1; column <= grid.columns(); column++) {
        int from = (row * rowCells + column) * slots;
        votes[from + orientations] += votes[from];
        votes[from + 1] += votes[from + slots - 1];
        for (int bin = 1; bin <= orientations; bin++) {
          histograms[to++] = votes[from + bin] / grid.area();
        }
      }
    }
  }
}
