/** Plots: made once, written as SVG, as PNG, and as SVG for a page that is light or dark. */
package org.sparkgrad.report.plot;
