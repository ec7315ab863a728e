/** The report: one page of a run, or of several side by side, from what they have left behind. */
package org.sparkgrad.report;
