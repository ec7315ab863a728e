package org.sparkgrad.image.hog;

import java.util.List;
import org.sparkgrad.image.CellGrid;
import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.image.ImageShape;

/**
 * Histograms of oriented gradients: for each cell of pixels and each of {@code orientations} equal
 * ranges of [0, 180) degrees, the lengths of the gradients with that orientation, summed over the
 * pixels of the cell and divided by their number; then the cells normalised in overlapping blocks.
 *
 * <p>The gradient at a pixel is {@code (right - left, below - above)} of its neighbours' values, 0
 * to 255; a component that would need a pixel beyond the border is 0. A gradient and its opposite
 * have the same orientation. Votes shared with cells beyond the border are lost. There is no
 * weighting of pixels by a Gaussian over the block.
 *
 * <p>For each cell size in turn, values stand by block row, block column, then row and column of
 * the cell within the block, then orientation.
 *
 * <p>Source: Dalal and Triggs, <i>Histograms of Oriented Gradients for Human Detection</i>, CVPR
 * 2005. With {@link HogVoting#NONE} the definition is that of scikit-image's {@code hog}.
 *
 * @param image shape of the images; of one or three channels for {@link HogGradient#LUMA}
 * @param gradient of what gradients are taken
 * @param orientations bins of half a turn, 1 to 180
 * @param cells sides of the cells in pixels; each divides height and width
 * @param block side of a block in cells; 1 for no blocks
 * @param stride from a block to the next, in cells, such that the last block ends at the border
 * @param norm how blocks are normalised
 * @param voting how pixels share their votes
 */
public record Hog(
    ImageShape image,
    HogGradient gradient,
    int orientations,
    List<Integer> cells,
    int block,
    int stride,
    BlockNorm norm,
    HogVoting voting)
    implements ImageFeatures {
  private static final int MOST_ORIENTATIONS = 180;

  public Hog {
    if (gradient == HogGradient.LUMA && !image.isPicture()) {
      throw new IllegalArgumentException(
          "HOG: expected images of 1 or 3 channels for their luma, found " + image.channels());
    }
    if (orientations < 1 || orientations > MOST_ORIENTATIONS) {
      throw new IllegalArgumentException(
          "HOG: expected 1 to %d orientations, found %d"
              .formatted(MOST_ORIENTATIONS, orientations));
    }
    cells = CellGrid.requireSizes("HOG", image, cells);
    for (int cell : cells) {
      requireBlocks(new CellGrid(image, cell), block, stride);
    }
    requireSize(image, orientations, cells, block, stride);
  }

  private static void requireBlocks(CellGrid grid, int block, int stride) {
    int most = Math.min(grid.rows(), grid.columns());
    if (block < 1 || block > most) {
      throw new IllegalArgumentException(
          "HOG: expected blocks of 1 to %d cells a side (cells of %d pixels), found %d"
              .formatted(most, grid.cell(), block));
    }
    requireStride(grid.rows(), grid, block, stride);
    requireStride(grid.columns(), grid, block, stride);
  }

  private static void requireStride(int side, CellGrid grid, int block, int stride) {
    if (stride < 1 || (side - block) % stride != 0) {
      throw new IllegalArgumentException(
          "HOG: expected a block stride that divides the %d cells beside a block (cells of %d"
                  .formatted(side - block, grid.cell())
              + " pixels, blocks of %d cells), found %d".formatted(block, stride));
    }
  }

  private static void requireSize(
      ImageShape image, int orientations, List<Integer> cells, int block, int stride) {
    long size = 0;
    for (int cell : cells) {
      CellGrid grid = new CellGrid(image, cell);
      long rows = (grid.rows() - block) / stride + 1L;
      long columns = (grid.columns() - block) / stride + 1L;
      size += rows * columns * block * block * orientations;
    }
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "HOG: expected at most %d values, found %d".formatted(Integer.MAX_VALUE, size));
    }
  }

  @Override
  public int size() {
    return cells.stream().mapToInt(cell -> size(new CellGrid(image, cell))).sum();
  }

  /** Blocks of a grid one below the other. */
  int blockRows(CellGrid grid) {
    return (grid.rows() - block) / stride + 1;
  }

  /** Blocks of a grid side by side. */
  int blockColumns(CellGrid grid) {
    return (grid.columns() - block) / stride + 1;
  }

  /** Values of the blocks of a grid. */
  int size(CellGrid grid) {
    return blockRows(grid) * blockColumns(grid) * block * block * orientations;
  }

  @Override
  public FeatureExtractor extractor() {
    return new HogExtractor(this);
  }
}
