package org.sparkgrad.image.hog;

import java.util.Arrays;
import org.sparkgrad.image.CellGrid;
import org.sparkgrad.image.ImageFormat;

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
  private final int[] start = new int[ImageFormat.PLANE];

  /** For each row or column, the share of a vote that goes to the next cell. */
  private final double[] next = new double[CellGrid.IMAGE_SIDE];

  CellHistograms(CellGrid grid, int orientations, boolean shared) {
    this.grid = grid;
    this.orientations = orientations;
    this.shared = shared;
    slots = orientations + 2;
    rowCells = grid.side() + 2;
    votes = new double[rowCells * rowCells * slots];
    histograms = new double[grid.cells() * orientations];
    place();
  }

  /** The centre of padded cell c is at {@code (c - 0.5) * cell}, that of pixel x at x + 0.5. */
  private void place() {
    int[] first = new int[CellGrid.IMAGE_SIDE];
    for (int at = 0; at < first.length; at++) {
      double position = (at + 0.5) / grid.cell() + (shared ? 0.5 : 1);
      first[at] = (int) position;
      next[at] = position - first[at];
    }
    for (int k = 0; k < start.length; k++) {
      int row = first[k / CellGrid.IMAGE_SIDE];
      start[k] = (row * rowCells + first[k % CellGrid.IMAGE_SIDE]) * slots;
    }
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
    for (int k = 0; k < start.length; k++) {
      double below = next[k / CellGrid.IMAGE_SIDE];
      double right = next[k % CellGrid.IMAGE_SIDE];
      int at = start[k] + pixels.slot[k];
      add(at, pixels, k, (1 - below) * (1 - right));
      add(at + slots, pixels, k, (1 - below) * right);
      add(at + rowCells * slots, pixels, k, below * (1 - right));
      add(at + rowCells * slots + slots, pixels, k, below * right);
    }
  }

  private void add(int at, OrientationVotes pixels, int pixel, double part) {
    votes[at] += part * pixels.lower[pixel];
    votes[at + 1] += part * pixels.upper[pixel];
  }

  private void fold() {
    int to = 0;
    for (int row = 1; row <= grid.side(); row++) {
      for (int column = 1; column <= grid.side(); column++) {
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
