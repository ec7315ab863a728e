package org.sparkgrad.report;

/**
 * A paragraph on a run, made from its numbers.
 *
 * @param heading one line
 * @param text plain
 */
public record Paragraph(String heading, String text) {}
