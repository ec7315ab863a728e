/**
 * Files: directories on Hadoop file systems, staged directories, NumPy arrays, Protocol Buffers,
 * digests and downloads. Knows nothing of what the files mean.
 */
package org.sparkgrad.io;
