/** Histograms of hue, saturation and value. No files, no Spark. */
package org.sparkgrad.image.hsv;
