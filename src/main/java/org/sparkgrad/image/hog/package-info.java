/** Histograms of oriented gradients. No files, no Spark. */
package org.sparkgrad.image.hog;
