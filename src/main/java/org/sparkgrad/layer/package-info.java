/**
 * Layers: their shapes and parameter arrays, forward and backward passes, and the same in doubles
 * by plain loops. Knows neither losses nor data nor Spark.
 */
package org.sparkgrad.layer;
