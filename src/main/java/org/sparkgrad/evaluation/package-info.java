/**
 * Models over distributed rows outside of training: loss, accuracy, what derives from the confusion
 * matrix, and the parameters that are fitted to rows. Trains nothing.
 */
package org.sparkgrad.evaluation;
