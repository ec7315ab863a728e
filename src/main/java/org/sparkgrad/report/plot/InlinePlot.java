package org.sparkgrad.report.plot;

/**
 * A plot as a page holds it.
 *
 * @param svg an element {@code svg}, whose colours are the page's variables; lines of a series have
 *     {@code data-series}, its number
 */
public record InlinePlot(String svg, Frame frame) {}
