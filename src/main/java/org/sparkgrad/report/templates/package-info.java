/** Weights as pictures: what a model looks for, pixel by pixel. */
package org.sparkgrad.report.templates;
