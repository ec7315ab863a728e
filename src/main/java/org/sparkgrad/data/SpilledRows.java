package org.sparkgrad.data;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Variation;
import org.sparkgrad.image.View;

/**
 * Rows of floats as {@link FeatureRows} has them, on the local disk: of features that are larger
 * than memory, a batch reads the rows that it draws and no others.
 */
public final class SpilledRows implements BlockRows {
  private static final long serialVersionUID = 1L;

  private final RowFile values;
  private final RowFile mirrored;

  private SpilledRows(RowFile values, RowFile mirrored) {
    this.values = values;
    this.mirrored = mirrored;
  }

  /** Writes the values of a row, or of its mirror image. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Overwrites {@code out}.
     *
     * @param index counted from the first row of the block
     */
    void make(int index, boolean mirror, float[] out);
  }

  /**
   * Makes rows one by one and writes them to the disk.
   *
   * @param size values per row
   * @param mirrored whether rows of mirror images are needed
   * @throws java.io.UncheckedIOException if they cannot be written
   */
  public static SpilledRows of(int rows, int size, boolean mirrored, Maker maker) {
    return new SpilledRows(
        file(size, file -> add(file, rows, size, false, maker)),
        file(size, file -> add(file, mirrored ? rows : 0, size, true, maker)));
  }

  private static RowFile file(int size, Consumer<RowFileWriter> filler) {
    try (RowFileWriter file = new RowFileWriter(size)) {
      filler.accept(file);
      return file.rows();
    }
  }

  private static void add(RowFileWriter file, int rows, int size, boolean mirror, Maker maker) {
    float[] row = new float[size];
    for (int i = 0; i < rows; i++) {
      maker.make(i, mirror, row);
      file.add(row);
    }
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public void values(int index, float[] out, int to) {
    values.read(index, out, to);
  }

  @Override
  public void features(int index, FeatureScaling scaling, float[] out, int to) {
    write(values, index, scaling, out, to);
  }

  @Override
  public void features(
      int index, int row, Variation variation, FeatureScaling scaling, float[] out, int to) {
    write(variation.mirrors(row) ? mirrored : values, index, scaling, out, to);
  }

  private static void write(RowFile rows, int index, FeatureScaling scaling, float[] out, int to) {
    FeatureRows.requireSize(scaling, rows.size());
    rows.read(index, out, to);
    scaling.apply(out, to, out, to);
  }

  @Override
  public BlockRows select(int[] indices) {
    return new FeatureRows(
        size(),
        values.values(indices),
        mirrored.rows() == 0 ? new float[0] : mirrored.values(indices));
  }

  @Override
  public BlockRows part(int start, int end) {
    return select(IntStream.range(start, end).toArray());
  }

  @Override
  public BlockRows seen(View view, int start, int end) {
    throw FeatureRows.noViews(size());
  }

  @Override
  public BlockRows projected(FittedProjection fitted) {
    return new FeatureRows(values.size(), values.values(), mirrored.values()).projected(fitted);
  }

  @Override
  public boolean areImages() {
    return false;
  }

  @Override
  public ImageShape image() {
    throw FeatureRows.noPixels(size());
  }

  @Override
  public byte[] pixels() {
    throw FeatureRows.noPixels(values.size());
  }
}
