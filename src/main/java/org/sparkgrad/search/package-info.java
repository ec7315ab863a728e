/**
 * Grids of cells: separate jobs, fused groups, successive halving and selection. Knows no options.
 */
package org.sparkgrad.search;
