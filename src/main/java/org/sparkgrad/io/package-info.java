/**
 * Files: directories on Hadoop file systems, staged directories, NumPy arrays, digests and
 * downloads. Knows nothing of what the files mean.
 */
package org.sparkgrad.io;
