package org.sparkgrad.feature;

import java.io.Serializable;
import org.sparkgrad.image.ImageSource;

/**
 * A source in a feature string.
 *
 * @param text its canonical form with all options; equal for equal features
 */
public record FeatureSource(String text, ImageSource features) implements Serializable {}
