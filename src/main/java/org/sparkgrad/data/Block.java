package org.sparkgrad.data;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Variation;
import org.sparkgrad.image.View;

/**
 * Consecutive labelled rows, images packed as bytes or rows of floats; the unit of arithmetic.
 * Blocks are cut at load, as {@link RowBlocks} says, whatever the partitioning: a partition is any
 * number of whole blocks, and what is summed inside a block is summed in one fixed order.
 *
 * <p>A plain class rather than a record, which Spark's Kryo serializer cannot read back.
 */
public final class Block implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int number;
  private final int firstRow;
  private final int[] labels;
  private final BlockRows rows;

  /**
   * A block of images.
   *
   * @param number its place among the blocks of its data set, counted from 0
   * @param firstRow the number of the block's first row in its data set
   * @param labels one class a row
   * @param image shape of the images
   * @param pixels of one image after the other, as {@link ImageShape} orders them
   */
  public Block(int number, int firstRow, int[] labels, ImageShape image, byte[] pixels) {
    this(number, firstRow, labels, new ImageRows(image, pixels));
    if (pixels.length != labels.length * (long) image.bytes()) {
      throw new IllegalArgumentException(
          "block of rows from %d: expected %d bytes for each of %d labels, found %d bytes"
              .formatted(firstRow, image.bytes(), labels.length, pixels.length));
    }
  }

  public Block(int number, int firstRow, int[] labels, BlockRows rows) {
    this.number = number;
    this.firstRow = firstRow;
    this.labels = labels;
    this.rows = rows;
  }

  /** The same rows, kept otherwise. */
  public Block with(BlockRows others) {
    return new Block(number, firstRow, labels, others);
  }

  /** Its place among the blocks of its data set, counted from 0 and without gaps. */
  public int number() {
    return number;
  }

  public int firstRow() {
    return firstRow;
  }

  /** The row after the last one. */
  public int endRow() {
    return firstRow + labels.length;
  }

  /** From the first row to the last. */
  public RowRange rows() {
    return new RowRange(firstRow, endRow());
  }

  /** A block of some of these rows alone, which are numbered from {@code first}. */
  public Block select(int[] rows, int first) {
    int[] ownLabels = new int[rows.length];
    int[] indices = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      ownLabels[i] = label(rows[i]);
      indices[i] = rows[i] - firstRow;
    }
    return new Block(number, first, ownLabels, this.rows.select(indices));
  }

  /** A block of a range of its rows, which keep their numbers. */
  public Block part(RowRange range) {
    return part(range, rows.part(range.start() - firstRow, range.end() - firstRow));
  }

  /** A block of the images in a range of its rows, which keep their numbers, as seen in a view. */
  public Block seen(View view, RowRange range) {
    return part(range, rows.seen(view, range.start() - firstRow, range.end() - firstRow));
  }

  private Block part(RowRange range, BlockRows own) {
    int[] ownLabels = Arrays.copyOfRange(labels, range.start() - firstRow, range.end() - firstRow);
    return new Block(number, range.start(), ownLabels, own);
  }

  public int label(int row) {
    return labels[row - firstRow];
  }

  /** Values per row: the bytes of an image, or numbers. */
  public int rowSize() {
    return rows.size();
  }

  /** Writes the values of {@code row} to {@code out[to ..)}; those of an image count 0 to 255. */
  public void values(int row, float[] out, int to) {
    rows.values(row - firstRow, out, to);
  }

  /** Writes the features of {@code row}, a row number of the data set, to {@code out[to ..)}. */
  public void features(int row, FeatureScaling scaling, float[] out, int to) {
    rows.features(row - firstRow, scaling, out, to);
  }

  /** Writes the features of {@code row} with its image varied. */
  public void features(int row, Variation variation, FeatureScaling scaling, float[] out, int to) {
    rows.features(row - firstRow, row, variation, scaling, out, to);
  }

  /** The block with projected features in place of extracted ones. */
  Block projected(FittedProjection fitted) {
    return with(rows.projected(fitted));
  }

  /** Whether the rows are images. */
  public boolean areImages() {
    return rows.areImages();
  }

  /** The shape of the rows, which are images. */
  public ImageShape image() {
    return rows.image();
  }

  /** Where the image of {@code row} starts in {@link #pixels}. */
  public int pixelStart(int row) {
    return (row - firstRow) * rows.size();
  }

  /** The packed pixels of all rows, which are images; not to be changed. */
  public byte[] pixels() {
    return rows.pixels();
  }
}
