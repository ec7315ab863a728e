/**
 * The command line: the only place that reads options, creates a Spark session, prints and ends the
 * process.
 */
package org.sparkgrad.cli;
