/**
 * Statistics of distributed rows: moments, covariance, principal components and class means. Fits
 * nothing by itself.
 */
package org.sparkgrad.stats;
