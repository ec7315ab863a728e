/**
 * Paragraphs on what the cells of a run show, made from its numbers: what they support, what they
 * contradict, and what they leave open. Pure functions.
 */
package org.sparkgrad.report.study;
