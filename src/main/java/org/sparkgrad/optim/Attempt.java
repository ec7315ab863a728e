package org.sparkgrad.optim;

/** Outcome of an iteration: a step, or the end of its loop. */
sealed interface Attempt permits Step, GradientDescent.Outcome {}
