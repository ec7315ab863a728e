package org.sparkgrad.optim;

/** What an iteration came to: a step, or the end of its loop. */
sealed interface Attempt permits Step, GradientDescent.Outcome {}
