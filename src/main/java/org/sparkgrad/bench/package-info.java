/** Measurements, printed by the bench command. Nothing of the product depends on them. */
package org.sparkgrad.bench;
