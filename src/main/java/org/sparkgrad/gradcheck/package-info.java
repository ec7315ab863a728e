/** The gradient check by central differences, in doubles. No data, no Spark. */
package org.sparkgrad.gradcheck;
