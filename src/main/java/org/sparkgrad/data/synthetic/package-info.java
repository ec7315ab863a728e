/** The synthetic data set: made, written in the layout of CIFAR-10 or another, and read like it. */
package org.sparkgrad.data.synthetic;
