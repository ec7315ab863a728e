/**
 * Models: networks of layers, their forward and backward passes, initial weights. Knows neither
 * losses nor data nor Spark.
 */
package org.sparkgrad.model;
