/**
 * File formats of data sets, read into blocks. The only place that knows how a data set lies on
 * disk.
 */
package org.sparkgrad.data.format;
