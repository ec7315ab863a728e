package org.sparkgrad.config;

import java.util.List;
import java.util.Map;

/**
 * A layer of a network, for programs.
 *
 * @param layer what kind it is
 * @param options each with its value
 * @param arrays the names of its arrays of parameters, in order
 */
public record ListedLayer(String layer, Map<String, String> options, List<String> arrays) {}
