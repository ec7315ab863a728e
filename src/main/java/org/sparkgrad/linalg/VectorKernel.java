package org.sparkgrad.linalg;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops in Java's Vector API. Products run over register tiles of five rows by four or two vectors,
 * of ten rows by two vectors, or of eight rows by one vector where the right operand is no wider
 * than that. Lanes are columns: each lane adds its own entry's terms in order, so the width of the
 * CPU's vectors changes no bit.
 *
 * <p>No other species of float vectors may be used in the same JVM: once a second subclass of
 * {@code FloatVector} is loaded, the compiler of Java 17 keeps the accumulators of these loops on
 * the heap, which makes them ten times slower.
 */
final class VectorKernel implements Kernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /**
   * No shape is narrower than 64 bits, which for vectors of 128 bits holds two of them in bytes.
   */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Math.max(64, SPECIES.vectorBitSize() / Float.BYTES)));

  /** Twenty accumulators need 32 registers, as in AVX-512 and in ARM's NEON and SVE. */
  private static final int WIDEST =
      SPECIES.vectorBitSize() == 512 || System.getProperty("os.arch").equals("aarch64")
          ? 4 * LANES
          : 2 * LANES;

  private static final int ROWS = 5;
  private static final int NARROW_ROWS = 8;

  /** The rows of tiles of two vectors: twenty accumulators where there are registers for them. */
  static final int TALL_ROWS = WIDEST == 4 * LANES ? 2 * ROWS : ROWS;

  /**
   * @throws UnsupportedOperationException if the vectors of this machine have a width for which
   *     these loops are not made
   */
  VectorKernel() {
    int bits = SPECIES.vectorBitSize();
    if (bits < 128 || bits > 512) {
      throw new UnsupportedOperationException(
          "expected vectors of 128, 256 or 512 bits, found " + bits);
    }
  }

  @Override
  public int panelWidth(int columns) {
    for (int width = WIDEST; width > LANES; width /= 2) {
      // Rather two narrower panels than one that is half empty.
      if (columns > width - LANES) {
        return width;
      }
    }
    return LANES;
  }

  @Override
  public void multiply(LeftOperand a, Panel panel, Matrix c, int cOffset) {
    int width = panel.width();
    float[] edge = null;
    for (int row = 0; row < a.rows(); ) {
      int tileRows = tileRows(width, a.rows() - row);
      int rows = Math.min(tileRows, a.rows() - row);
      int at = cOffset + row * c.columns();
      if (rows == tileRows && panel.columns() == width) {
        tile(a, row, rows, panel, c.values(), at, c.columns());
      } else {
        edge = edge == null ? new float[Math.max(TALL_ROWS, NARROW_ROWS) * width] : edge;
        edgeTile(a, row, rows, panel, c, at, edge);
      }
      row += rows;
    }
  }

  /** Rows of the next tile, of which {@code left} or fewer are in use. */
  private static int tileRows(int width, int left) {
    if (width == LANES) {
      return NARROW_ROWS;
    }
    return width == 2 * LANES && left > ROWS ? TALL_ROWS : ROWS;
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
    int last = row + rows - 1;
    if (panel.width() == LANES) {
      narrow(a, row, last, panel, out, at, rowLength);
    } else if (panel.width() == 2 * LANES) {
      if (rows > ROWS) {
        VectorTall.tile(a, row, last, panel, out, at, rowLength);
      } else {
        middle(a, row, last, panel, out, at, rowLength);
      }
    } else {
      wide(a, row, last, panel, out, at, rowLength);
    }
  }

  /** Rows beyond the last one repeat it; what they give is thrown away. */
  private static int start(LeftOperand a, int row, int last) {
    return a.start(Math.min(row, last));
  }

  @Override
  public int pairWidth() {
    return VectorPairs.WIDTH;
  }

  @Override
  public void multiply(TransposedOperand a, Panel panel, Matrix c, int cOffset) {
    VectorPairs.multiply(a, panel, c, cOffset);
  }

  private static void wide(
      LeftOperand a, int row, int last, Panel panel, float[] out, int at, int rowLength) {
    float[] values = a.values();
    float[] columns = panel.values();
    int stride = panel.stride();
    int a0 = a.start(row);
    int a1 = start(a, row + 1, last);
    int a2 = start(a, row + 2, last);
    int a3 = start(a, row + 3, last);
    int a4 = start(a, row + 4, last);
    int c0 = at;
    int c1 = c0 + rowLength;
    int c2 = c1 + rowLength;
    int c3 = c2 + rowLength;
    int c4 = c3 + rowLength;
    FloatVector s00 = FloatVector.fromArray(SPECIES, out, c0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, out, c0 + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, out, c0 + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, out, c0 + 3 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, out, c1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, out, c1 + LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, out, c1 + 2 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, out, c1 + 3 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, out, c2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, out, c2 + LANES);
    FloatVector s22 = FloatVector.fromArray(SPECIES, out, c2 + 2 * LANES);
    FloatVector s23 = FloatVector.fromArray(SPECIES, out, c2 + 3 * LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, out, c3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, out, c3 + LANES);
    FloatVector s32 = FloatVector.fromArray(SPECIES, out, c3 + 2 * LANES);
    FloatVector s33 = FloatVector.fromArray(SPECIES, out, c3 + 3 * LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, out, c4);
    FloatVector s41 = FloatVector.fromArray(SPECIES, out, c4 + LANES);
    FloatVector s42 = FloatVector.fromArray(SPECIES, out, c4 + 2 * LANES);
    FloatVector s43 = FloatVector.fromArray(SPECIES, out, c4 + 3 * LANES);
    int inner = a.inner();
    for (int p = 0, b = panel.offset(); p < inner; p++, b += stride) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, columns, b);
      FloatVector b1 = FloatVector.fromArray(SPECIES, columns, b + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, columns, b + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, columns, b + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, values[a0 + p]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      s02 = x0.fma(b2, s02);
      s03 = x0.fma(b3, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, values[a1 + p]);
      s10 = x1.fma(b0, s10);
      s11 = x1.fma(b1, s11);
      s12 = x1.fma(b2, s12);
      s13 = x1.fma(b3, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, values[a2 + p]);
      s20 = x2.fma(b0, s20);
      s21 = x2.fma(b1, s21);
      s22 = x2.fma(b2, s22);
      s23 = x2.fma(b3, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, values[a3 + p]);
      s30 = x3.fma(b0, s30);
      s31 = x3.fma(b1, s31);
      s32 = x3.fma(b2, s32);
      s33 = x3.fma(b3, s33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, values[a4 + p]);
      s40 = x4.fma(b0, s40);
      s41 = x4.fma(b1, s41);
      s42 = x4.fma(b2, s42);
      s43 = x4.fma(b3, s43);
    }
    s00.intoArray(out, c0);
    s01.intoArray(out, c0 + LANES);
    s02.intoArray(out, c0 + 2 * LANES);
    s03.intoArray(out, c0 + 3 * LANES);
    s10.intoArray(out, c1);
    s11.intoArray(out, c1 + LANES);
    s12.intoArray(out, c1 + 2 * LANES);
    s13.intoArray(out, c1 + 3 * LANES);
    s20.intoArray(out, c2);
    s21.intoArray(out, c2 + LANES);
    s22.intoArray(out, c2 + 2 * LANES);
    s23.intoArray(out, c2 + 3 * LANES);
    s30.intoArray(out, c3);
    s31.intoArray(out, c3 + LANES);
    s32.intoArray(out, c3 + 2 * LANES);
    s33.intoArray(out, c3 + 3 * LANES);
    s40.intoArray(out, c4);
    s41.intoArray(out, c4 + LANES);
    s42.intoArray(out, c4 + 2 * LANES);
    s43.intoArray(out, c4 + 3 * LANES);
  }

  private static void middle(
      LeftOperand a, int row, int last, Panel panel, float[] out, int at, int rowLength) {
    float[] values = a.values();
    float[] columns = panel.values();
    int stride = panel.stride();
    int a0 = a.start(row);
    int a1 = start(a, row + 1, last);
    int a2 = start(a, row + 2, last);
    int a3 = start(a, row + 3, last);
    int a4 = start(a, row + 4, last);
    int c0 = at;
    int c1 = c0 + rowLength;
    int c2 = c1 + rowLength;
    int c3 = c2 + rowLength;
    int c4 = c3 + rowLength;
    FloatVector s00 = FloatVector.fromArray(SPECIES, out, c0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, out, c0 + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, out, c1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, out, c1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, out, c2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, out, c2 + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, out, c3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, out, c3 + LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, out, c4);
    FloatVector s41 = FloatVector.fromArray(SPECIES, out, c4 + LANES);
    int inner = a.inner();
    for (int p = 0, b = panel.offset(); p < inner; p++, b += stride) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, columns, b);
      FloatVector b1 = FloatVector.fromArray(SPECIES, columns, b + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, values[a0 + p]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, values[a1 + p]);
      s10 = x1.fma(b0, s10);
      s11 = x1.fma(b1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, values[a2 + p]);
      s20 = x2.fma(b0, s20);
      s21 = x2.fma(b1, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, values[a3 + p]);
      s30 = x3.fma(b0, s30);
      s31 = x3.fma(b1, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, values[a4 + p]);
      s40 = x4.fma(b0, s40);
      s41 = x4.fma(b1, s41);
    }
    s00.intoArray(out, c0);
    s01.intoArray(out, c0 + LANES);
    s10.intoArray(out, c1);
    s11.intoArray(out, c1 + LANES);
    s20.intoArray(out, c2);
    s21.intoArray(out, c2 + LANES);
    s30.intoArray(out, c3);
    s31.intoArray(out, c3 + LANES);
    s40.intoArray(out, c4);
    s41.intoArray(out, c4 + LANES);
  }

  private static void narrow(
      LeftOperand a, int row, int last, Panel panel, float[] out, int at, int rowLength) {
    float[] values = a.values();
    float[] columns = panel.values();
    int stride = panel.stride();
    int a0 = a.start(row);
    int a1 = start(a, row + 1, last);
    int a2 = start(a, row + 2, last);
    int a3 = start(a, row + 3, last);
    int a4 = start(a, row + 4, last);
    int a5 = start(a, row + 5, last);
    int a6 = start(a, row + 6, last);
    int a7 = start(a, row + 7, last);
    int c0 = at;
    int c1 = c0 + rowLength;
    int c2 = c1 + rowLength;
    int c3 = c2 + rowLength;
    int c4 = c3 + rowLength;
    int c5 = c4 + rowLength;
    int c6 = c5 + rowLength;
    int c7 = c6 + rowLength;
    FloatVector s0 = FloatVector.fromArray(SPECIES, out, c0);
    FloatVector s1 = FloatVector.fromArray(SPECIES, out, c1);
    FloatVector s2 = FloatVector.fromArray(SPECIES, out, c2);
    FloatVector s3 = FloatVector.fromArray(SPECIES, out, c3);
    FloatVector s4 = FloatVector.fromArray(SPECIES, out, c4);
    FloatVector s5 = FloatVector.fromArray(SPECIES, out, c5);
    FloatVector s6 = FloatVector.fromArray(SPECIES, out, c6);
    FloatVector s7 = FloatVector.fromArray(SPECIES, out, c7);
    int inner = a.inner();
    for (int p = 0, b = panel.offset(); p < inner; p++, b += stride) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, columns, b);
      FloatVector x0 = FloatVector.broadcast(SPECIES, values[a0 + p]);
      s0 = x0.fma(b0, s0);
      FloatVector x1 = FloatVector.broadcast(SPECIES, values[a1 + p]);
      s1 = x1.fma(b0, s1);
      FloatVector x2 = FloatVector.broadcast(SPECIES, values[a2 + p]);
      s2 = x2.fma(b0, s2);
      FloatVector x3 = FloatVector.broadcast(SPECIES, values[a3 + p]);
      s3 = x3.fma(b0, s3);
      FloatVector x4 = FloatVector.broadcast(SPECIES, values[a4 + p]);
      s4 = x4.fma(b0, s4);
      FloatVector x5 = FloatVector.broadcast(SPECIES, values[a5 + p]);
      s5 = x5.fma(b0, s5);
      FloatVector x6 = FloatVector.broadcast(SPECIES, values[a6 + p]);
      s6 = x6.fma(b0, s6);
      FloatVector x7 = FloatVector.broadcast(SPECIES, values[a7 + p]);
      s7 = x7.fma(b0, s7);
    }
    s0.intoArray(out, c0);
    s1.intoArray(out, c1);
    s2.intoArray(out, c2);
    s3.intoArray(out, c3);
    s4.intoArray(out, c4);
    s5.intoArray(out, c5);
    s6.intoArray(out, c6);
    s7.intoArray(out, c7);
  }

  @Override
  public void scaleBytes(
      byte[] bytes, int from, float[] scale, float[] offset, float[] out, int to) {
    int whole = BYTES.loopBound(scale.length);
    for (int k = 0; k < whole; k += BYTES.length()) {
      // Vectors know signed bytes alone: 0..255 less 128 is what flipping the sign bit gives.
      ByteVector signed =
          ByteVector.fromArray(BYTES, bytes, from + k)
              .lanewise(VectorOperators.XOR, Byte.MIN_VALUE);
      scalePart(signed, 0, scale, offset, k, out, to + k);
      if (BYTES.length() > LANES) {
        scalePart(signed, 1, scale, offset, k + LANES, out, to + k + LANES);
      }
    }
    PlainKernel.scaleBytes(whole, bytes, from, scale, offset, out, to);
  }

  /** Scales as many bytes as make one vector of floats. */
  private static void scalePart(
      ByteVector signed, int part, float[] scale, float[] offset, int k, float[] out, int to) {
    FloatVector pixels = (FloatVector) signed.castShape(SPECIES, part);
    pixels
        .add(-Byte.MIN_VALUE)
        .fma(FloatVector.fromArray(SPECIES, scale, k), FloatVector.fromArray(SPECIES, offset, k))
        .intoArray(out, to);
  }

  @Override
  public void addSquares(float[] values, int from, int end, float[] sums) {
    for (int lane = 0; lane < sums.length; lane += 4 * LANES) {
      FloatVector s0 = FloatVector.fromArray(SPECIES, sums, lane);
      FloatVector s1 = FloatVector.fromArray(SPECIES, sums, lane + LANES);
      FloatVector s2 = FloatVector.fromArray(SPECIES, sums, lane + 2 * LANES);
      FloatVector s3 = FloatVector.fromArray(SPECIES, sums, lane + 3 * LANES);
      for (int i = from + lane; i < end; i += sums.length) {
        FloatVector v0 = FloatVector.fromArray(SPECIES, values, i);
        FloatVector v1 = FloatVector.fromArray(SPECIES, values, i + LANES);
        FloatVector v2 = FloatVector.fromArray(SPECIES, values, i + 2 * LANES);
        FloatVector v3 = FloatVector.fromArray(SPECIES, values, i + 3 * LANES);
        s0 = s0.add(v0.mul(v0));
        s1 = s1.add(v1.mul(v1));
        s2 = s2.add(v2.mul(v2));
        s3 = s3.add(v3.mul(v3));
      }
      s0.intoArray(sums, lane);
      s1.intoArray(sums, lane + LANES);
      s2.intoArray(sums, lane + 2 * LANES);
      s3.intoArray(sums, lane + 3 * LANES);
    }
  }

  @Override
  public void keepLargest(float[] values, int from, float[] largest, int to, int count) {
    int whole = SPECIES.loopBound(count);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, largest, to + i)
          .max(FloatVector.fromArray(SPECIES, values, from + i))
          .intoArray(largest, to + i);
    }
    PlainKernel.keepLargest(whole, values, from, largest, to, count);
  }

  @Override
  public void giveToLargest(
      float[] values, int from, float[] largest, float[] left, float[] taken) {
    int whole = SPECIES.loopBound(largest.length);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < whole; i += LANES) {
      VectorMask<Float> same =
          FloatVector.fromArray(SPECIES, values, from + i)
              .compare(VectorOperators.EQ, FloatVector.fromArray(SPECIES, largest, i));
      FloatVector rest = FloatVector.fromArray(SPECIES, left, i);
      FloatVector before = FloatVector.fromArray(SPECIES, taken, from + i);
      before.add(zero.blend(rest, same)).intoArray(taken, from + i);
      rest.blend(zero, same).intoArray(left, i);
    }
    PlainKernel.giveToLargest(whole, values, from, largest, left, taken);
  }

  @Override
  public void addExcess(Matrix rows, float threshold, float[] sums, int to) {
    int whole = SPECIES.loopBound(rows.columns());
    for (int j = 0; j < whole; j += LANES) {
      addExcess(rows, j, threshold, sums, to + j);
    }
    PlainKernel.addExcess(whole, rows, threshold, sums, to);
  }

  /** Adds one vector of columns from {@code column} on. */
  private static void addExcess(Matrix rows, int column, float threshold, float[] sums, int to) {
    float[] values = rows.values();
    int stride = rows.columns();
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector first = FloatVector.fromArray(SPECIES, sums, to);
    FloatVector second = FloatVector.fromArray(SPECIES, sums, to + stride);
    int at = rows.offset() + column;
    for (int i = 0; i < rows.rows(); i++, at += stride) {
      FloatVector a = FloatVector.fromArray(SPECIES, values, at);
      FloatVector above = a.sub(threshold);
      FloatVector below = a.add(threshold);
      first = above.add(above.abs()).fma(half, first);
      second = below.abs().sub(below).fma(half, second);
    }
    first.intoArray(sums, to);
    second.intoArray(sums, to + stride);
  }
}
