/** The synthetic data set: made, written in the layout of CIFAR-10, and read like it. */
package org.sparkgrad.data.synthetic;
