package org.sparkgrad.cli;

/**
 * A key of a configuration file with its value.
 *
 * @param place where it stands, as {@code FILE:LINE}
 */
record ConfigEntry(String place, int line, String key, String value) {}
