package org.sparkgrad.layer;

/**
 * What a pass is made for.
 *
 * @param rows worked on at a time
 * @param models side by side
 * @param shared whether the input is one copy for several models
 * @param givesSlopes whether the gradient with respect to the input is needed
 */
public record PassSize(int rows, int models, boolean shared, boolean givesSlopes) {}
