/** The tables of a run as comma-separated values. */
package org.sparkgrad.report.csv;
