/** Hyperparameters, their domains and what they select. Reads no options and runs nothing. */
package org.sparkgrad.config;
