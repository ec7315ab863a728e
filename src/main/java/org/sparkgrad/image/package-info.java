/**
 * Images as bytes: their shape, what varies them in training, and what every descriptor shares.
 * Descriptors live in packages below; nothing here reads files or knows Spark.
 */
package org.sparkgrad.image;
