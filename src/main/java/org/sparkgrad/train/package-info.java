/**
 * One run of a cell: its parts, training loop, checkpoints and evaluation. Writes no tables and
 * knows no grid.
 */
package org.sparkgrad.train;
