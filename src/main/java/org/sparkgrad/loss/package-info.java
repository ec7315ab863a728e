/**
 * Losses of scores against labels and their gradients. Knows neither models nor where scores come
 * from.
 */
package org.sparkgrad.loss;
