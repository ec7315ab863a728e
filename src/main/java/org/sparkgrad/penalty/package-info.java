/**
 * Penalties on parameters and what they do after an update. Knows parameter segments, not models.
 */
package org.sparkgrad.penalty;
