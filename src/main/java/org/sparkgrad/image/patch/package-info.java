/** Pooled codes of the patches of an image over a dictionary of patches. */
package org.sparkgrad.image.patch;
