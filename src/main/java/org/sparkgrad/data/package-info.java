/**
 * Blocks of labelled rows, the unit of arithmetic, and data sets of them as RDDs. Knows no file
 * format.
 */
package org.sparkgrad.data;
