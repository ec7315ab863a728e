package org.sparkgrad.report;

import java.util.Map;

/**
 * One line of {@code gradcheck --json}.
 *
 * @param values as texts, by the names that the document gives them
 */
public record GradientLine(Map<String, String> values) {}
