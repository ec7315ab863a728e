/**
 * Pictures of any size in the usual file formats, found, read and made into images of one shape.
 */
package org.sparkgrad.data.picture;
