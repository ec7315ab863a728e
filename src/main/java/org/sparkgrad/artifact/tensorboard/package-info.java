/** Event files, as TensorBoard reads them. */
package org.sparkgrad.artifact.tensorboard;
