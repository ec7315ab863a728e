/** How users name choices and write what is made of them. Imports nothing of Sparkgrad's. */
package org.sparkgrad.choice;
