/**
 * The training loop: objectives, update rules, schedules and stop reasons. Knows neither data nor
 * Spark.
 */
package org.sparkgrad.optim;
