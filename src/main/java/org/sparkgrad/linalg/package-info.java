/**
 * Float matrix products and sums in a fixed order, segments of parameter arrays, random numbers and
 * eigenvectors. Knows neither images nor models nor Spark.
 */
package org.sparkgrad.linalg;
