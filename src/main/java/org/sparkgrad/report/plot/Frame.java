package org.sparkgrad.report.plot;

/**
 * Where the data of a plot lie, in the units of its picture, and what the horizontal axis says
 * there.
 *
 * @param left edge of the data's area
 * @param from value at the left edge
 * @param to value at the right edge
 */
public record Frame(double left, double top, double width, double height, double from, double to) {}
