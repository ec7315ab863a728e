package org.sparkgrad.linalg;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops in Java's Vector API. Products run over register tiles of four rows by two vectors, or of
 * eight rows by one vector where the right operand is no wider than that. Lanes are columns: each
 * lane adds its own entry's terms in order, so the width of the CPU's vectors changes no bit.
 *
 * <p>No other species of float vectors may be used in the same JVM: once a second subclass of
 * {@code FloatVector} is loaded, the compiler of Java 17 keeps the accumulators of these loops on
 * the heap, which makes them ten times slower.
 */
final class VectorKernel implements Kernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / Float.BYTES));
  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, SPECIES.vectorShape());
  private static final VectorSpecies<Long> LONGS =
      VectorSpecies.of(long.class, SPECIES.vectorShape());
  private static final int WIDE_ROWS = 4;
  private static final int NARROW_ROWS = 8;

  @Override
  public int panelWidth(int columns) {
    return columns <= LANES ? LANES : 2 * LANES;
  }

  @Override
  public void multiply(LeftOperand a, Panel panel, Matrix c, int cOffset) {
    int width = panel.width();
    int tileRows = width == LANES ? NARROW_ROWS : WIDE_ROWS;
    float[] edge = new float[tileRows * width];
    for (int row = 0; row < a.rows(); row += tileRows) {
      int rows = Math.min(tileRows, a.rows() - row);
      int at = cOffset + row * c.columns();
      if (rows == tileRows && panel.columns() == width) {
        tile(a, row, rows, panel, c.values(), at, c.columns());
      } else {
        edgeTile(a, row, rows, panel, c, at, edge);
      }
    }
  }

  /** A tile that reaches over the edge of C is worked on in a copy. */
  private static void edgeTile(
      LeftOperand a, int row, int rows, Panel panel, Matrix c, int at, float[] edge) {
    int width = panel.width();
    int columns = panel.columns();
    for (int i = 0; i < rows; i++) {
      System.arraycopy(c.values(), at + i * c.columns(), edge, i * width, columns);
    }
    tile(a, row, rows, panel, edge, 0, width);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(edge, i * width, c.values(), at + i * c.columns(), columns);
    }
  }

  private static void tile(
      LeftOperand a, int row, int rows, Panel panel, float[] out, int at, int rowLength) {
    int first = a.offset() + row * a.rowStep();
    // Rows beyond the last one repeat it; what they give is thrown away.
    int last = first + (rows - 1) * a.rowStep();
    if (panel.width() == LANES) {
      narrow(a, first, last, panel, out, at, rowLength);
    } else {
      wide(a, first, last, panel, out, at, rowLength);
    }
  }

  private static void wide(
      LeftOperand a, int first, int last, Panel panel, float[] out, int at, int rowLength) {
    float[] values = a.values();
    float[] columns = panel.values();
    int stride = panel.stride();
    int step = a.innerStep();
    int a0 = first;
    int a1 = Math.min(a0 + a.rowStep(), last);
    int a2 = Math.min(a1 + a.rowStep(), last);
    int a3 = Math.min(a2 + a.rowStep(), last);
    int c0 = at;
    int c1 = c0 + rowLength;
    int c2 = c1 + rowLength;
    int c3 = c2 + rowLength;
    FloatVector s00 = FloatVector.fromArray(SPECIES, out, c0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, out, c0 + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, out, c1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, out, c1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, out, c2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, out, c2 + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, out, c3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, out, c3 + LANES);
    int inner = a.inner();
    for (int p = 0, b = panel.offset(); p < inner; p++, b += stride) {
      FloatVector left = FloatVector.fromArray(SPECIES, columns, b);
      FloatVector right = FloatVector.fromArray(SPECIES, columns, b + LANES);
      int q = p * step;
      FloatVector x0 = FloatVector.broadcast(SPECIES, values[a0 + q]);
      s00 = x0.fma(left, s00);
      s01 = x0.fma(right, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, values[a1 + q]);
      s10 = x1.fma(left, s10);
      s11 = x1.fma(right, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, values[a2 + q]);
      s20 = x2.fma(left, s20);
      s21 = x2.fma(right, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, values[a3 + q]);
      s30 = x3.fma(left, s30);
      s31 = x3.fma(right, s31);
    }
    s00.intoArray(out, c0);
    s01.intoArray(out, c0 + LANES);
    s10.intoArray(out, c1);
    s11.intoArray(out, c1 + LANES);
    s20.intoArray(out, c2);
    s21.intoArray(out, c2 + LANES);
    s30.intoArray(out, c3);
    s31.intoArray(out, c3 + LANES);
  }

  private static void narrow(
      LeftOperand a, int first, int last, Panel panel, float[] out, int at, int rowLength) {
    float[] values = a.values();
    float[] columns = panel.values();
    int stride = panel.stride();
    int step = a.innerStep();
    int a0 = first;
    int a1 = Math.min(a0 + a.rowStep(), last);
    int a2 = Math.min(a1 + a.rowStep(), last);
    int a3 = Math.min(a2 + a.rowStep(), last);
    int a4 = Math.min(a3 + a.rowStep(), last);
    int a5 = Math.min(a4 + a.rowStep(), last);
    int a6 = Math.min(a5 + a.rowStep(), last);
    int a7 = Math.min(a6 + a.rowStep(), last);
    FloatVector s0 = FloatVector.fromArray(SPECIES, out, at);
    FloatVector s1 = FloatVector.fromArray(SPECIES, out, at + rowLength);
    FloatVector s2 = FloatVector.fromArray(SPECIES, out, at + 2 * rowLength);
    FloatVector s3 = FloatVector.fromArray(SPECIES, out, at + 3 * rowLength);
    FloatVector s4 = FloatVector.fromArray(SPECIES, out, at + 4 * rowLength);
    FloatVector s5 = FloatVector.fromArray(SPECIES, out, at + 5 * rowLength);
    FloatVector s6 = FloatVector.fromArray(SPECIES, out, at + 6 * rowLength);
    FloatVector s7 = FloatVector.fromArray(SPECIES, out, at + 7 * rowLength);
    int inner = a.inner();
    for (int p = 0, b = panel.offset(); p < inner; p++, b += stride) {
      FloatVector column = FloatVector.fromArray(SPECIES, columns, b);
      int q = p * step;
      s0 = FloatVector.broadcast(SPECIES, values[a0 + q]).fma(column, s0);
      s1 = FloatVector.broadcast(SPECIES, values[a1 + q]).fma(column, s1);
      s2 = FloatVector.broadcast(SPECIES, values[a2 + q]).fma(column, s2);
      s3 = FloatVector.broadcast(SPECIES, values[a3 + q]).fma(column, s3);
      s4 = FloatVector.broadcast(SPECIES, values[a4 + q]).fma(column, s4);
      s5 = FloatVector.broadcast(SPECIES, values[a5 + q]).fma(column, s5);
      s6 = FloatVector.broadcast(SPECIES, values[a6 + q]).fma(column, s6);
      s7 = FloatVector.broadcast(SPECIES, values[a7 + q]).fma(column, s7);
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + rowLength);
    s2.intoArray(out, at + 2 * rowLength);
    s3.intoArray(out, at + 3 * rowLength);
    s4.intoArray(out, at + 4 * rowLength);
    s5.intoArray(out, at + 5 * rowLength);
    s6.intoArray(out, at + 6 * rowLength);
    s7.intoArray(out, at + 7 * rowLength);
  }

  @Override
  public void scaleBytes(
      byte[] bytes, int from, float[] scale, float[] offset, float[] out, int to) {
    int whole = SPECIES.loopBound(scale.length);
    for (int k = 0; k < whole; k += LANES) {
      // Vectors know signed bytes alone: 0..255 less 128 is what flipping the sign bit gives.
      FloatVector pixels =
          (FloatVector)
              ByteVector.fromArray(BYTES, bytes, from + k)
                  .lanewise(VectorOperators.XOR, Byte.MIN_VALUE)
                  .castShape(SPECIES, 0);
      pixels
          .add(-Byte.MIN_VALUE)
          .fma(FloatVector.fromArray(SPECIES, scale, k), FloatVector.fromArray(SPECIES, offset, k))
          .intoArray(out, to + k);
    }
    PlainKernel.scaleBytes(whole, bytes, from, scale, offset, out, to);
  }

  @Override
  public void addRounded(float[] values, int from, long[] sums, int to, int length) {
    int whole = SPECIES.loopBound(length);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector floats = FloatVector.fromArray(SPECIES, values, from + i);
      addRounded(floats, 0, sums, to + i);
      addRounded(floats, 1, sums, to + i + DOUBLES.length());
    }
    FixedPoint.addSmall(values, from + whole, sums, to + whole, length - whole);
  }

  /** Adds one half of a vector, in doubles. */
  private static void addRounded(FloatVector floats, int half, long[] sums, int to) {
    DoubleVector values = (DoubleVector) floats.convertShape(VectorOperators.F2D, DOUBLES, half);
    values
        .mul(FixedPoint.SCALE)
        .add(FixedPoint.ROUNDER)
        .reinterpretAsLongs()
        .sub(FixedPoint.ROUNDER_BITS)
        .add(LongVector.fromArray(LONGS, sums, to))
        .intoArray(sums, to);
  }
}
