/**
 * Loss and accuracy of models over distributed rows, and what derives from the confusion matrix.
 * Trains nothing.
 */
package org.sparkgrad.evaluation;
