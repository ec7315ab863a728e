/**
 * The loss and gradient over batches of a distributed data set: samplers, sums of blocks and how
 * they are merged. Updates no weights.
 */
package org.sparkgrad.distributed;
