package org.sparkgrad.run;

/** The schedules by name. */
enum ScheduleName {
  CONSTANT,
  STEP,
  EXPONENTIAL,
  INVERSE_TIME,
  COSINE,
  LINEAR
}
