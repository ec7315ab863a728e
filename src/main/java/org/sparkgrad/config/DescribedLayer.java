package org.sparkgrad.config;

import org.sparkgrad.layer.Shape;

/**
 * A layer of a network, for people.
 *
 * @param text as it is written
 * @param trained how many of its parameters descent moves
 * @param flop multiplications and additions of its products for one row, forward
 */
public record DescribedLayer(String text, Shape output, long parameters, long trained, long flop) {}
