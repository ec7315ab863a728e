package org.sparkgrad.report.plot;

/**
 * What is drawn as one line.
 *
 * @param name of the series, for legends
 * @param x ascending
 * @param y as many; NaN where the line is broken
 */
public record Line(String name, double[] x, double[] y) {}
