package org.sparkgrad.linalg;

/**
 * The left operand of a product, stored by the inner index: entry (i, p) is {@code values[offset +
 * starts[p] + i]}.
 *
 * @param starts for each p; as many as the inner index has values
 */
record TransposedOperand(float[] values, int offset, int[] starts, int rows, int inner) {}
