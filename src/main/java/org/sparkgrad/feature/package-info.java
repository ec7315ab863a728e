/**
 * Feature strings, their stages fitted to training rows, extraction, caches and stores of features.
 * Knows no hyperparameters.
 */
package org.sparkgrad.feature;
