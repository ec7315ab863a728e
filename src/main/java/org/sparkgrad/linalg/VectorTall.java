package org.sparkgrad.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The tile of ten rows by two vectors of {@link VectorKernel}. */
final class VectorTall {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorTall() {}

  /** Rows beyond the last one repeat it; what they give is thrown away. */
  static void tile(
      LeftOperand a, int row, int last, Panel panel, float[] out, int at, int rowLength) {
    float[] values = a.values();
    float[] columns = panel.values();
    int stride = panel.stride();
    int a0 = a.start(row);
    int a1 = a.start(Math.min(row + 1, last));
    int a2 = a.start(Math.min(row + 2, last));
    int a3 = a.start(Math.min(row + 3, last));
    int a4 = a.start(Math.min(row + 4, last));
    int a5 = a.start(Math.min(row + 5, last));
    int a6 = a.start(Math.min(row + 6, last));
    int a7 = a.start(Math.min(row + 7, last));
    int a8 = a.start(Math.min(row + 8, last));
    int a9 = a.start(Math.min(row + 9, last));
    int c0 = at;
    int c1 = c0 + rowLength;
    int c2 = c1 + rowLength;
    int c3 = c2 + rowLength;
    int c4 = c3 + rowLength;
    int c5 = c4 + rowLength;
    int c6 = c5 + rowLength;
    int c7 = c6 + rowLength;
    int c8 = c7 + rowLength;
    int c9 = c8 + rowLength;
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
    FloatVector s50 = FloatVector.fromArray(SPECIES, out, c5);
    FloatVector s51 = FloatVector.fromArray(SPECIES, out, c5 + LANES);
    FloatVector s60 = FloatVector.fromArray(SPECIES, out, c6);
    FloatVector s61 = FloatVector.fromArray(SPECIES, out, c6 + LANES);
    FloatVector s70 = FloatVector.fromArray(SPECIES, out, c7);
    FloatVector s71 = FloatVector.fromArray(SPECIES, out, c7 + LANES);
    FloatVector s80 = FloatVector.fromArray(SPECIES, out, c8);
    FloatVector s81 = FloatVector.fromArray(SPECIES, out, c8 + LANES);
    FloatVector s90 = FloatVector.fromArray(SPECIES, out, c9);
    FloatVector s91 = FloatVector.fromArray(SPECIES, out, c9 + LANES);
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
      FloatVector x5 = FloatVector.broadcast(SPECIES, values[a5 + p]);
      s50 = x5.fma(b0, s50);
      s51 = x5.fma(b1, s51);
      FloatVector x6 = FloatVector.broadcast(SPECIES, values[a6 + p]);
      s60 = x6.fma(b0, s60);
      s61 = x6.fma(b1, s61);
      FloatVector x7 = FloatVector.broadcast(SPECIES, values[a7 + p]);
      s70 = x7.fma(b0, s70);
      s71 = x7.fma(b1, s71);
      FloatVector x8 = FloatVector.broadcast(SPECIES, values[a8 + p]);
      s80 = x8.fma(b0, s80);
      s81 = x8.fma(b1, s81);
      FloatVector x9 = FloatVector.broadcast(SPECIES, values[a9 + p]);
      s90 = x9.fma(b0, s90);
      s91 = x9.fma(b1, s91);
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
    s50.intoArray(out, c5);
    s51.intoArray(out, c5 + LANES);
    s60.intoArray(out, c6);
    s61.intoArray(out, c6 + LANES);
    s70.intoArray(out, c7);
    s71.intoArray(out, c7 + LANES);
    s80.intoArray(out, c8);
    s81.intoArray(out, c8 + LANES);
    s90.intoArray(out, c9);
    s91.intoArray(out, c9 + LANES);
  }
}
