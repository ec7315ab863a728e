/** How enum constants are named by users. Imports nothing of Sparkgrad's. */
package org.sparkgrad.choice;
