/** What a run leaves behind: run directory, manifest, tables and saved models. Trains nothing. */
package org.sparkgrad.artifact;
