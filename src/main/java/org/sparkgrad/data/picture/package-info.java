/** Pictures of any size in the usual file formats, found, read and made into CIFAR-sized images. */
package org.sparkgrad.data.picture;
