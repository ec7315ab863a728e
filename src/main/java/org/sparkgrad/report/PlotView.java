package org.sparkgrad.report;

import org.sparkgrad.report.plot.Frame;

/**
 * A plot on the page.
 *
 * @param id of its place
 * @param svg the element, safe to be taken as it is
 * @param file of it beside the page, without its ending
 */
public record PlotView(
    String id, String title, String description, String svg, Frame frame, String file) {}
