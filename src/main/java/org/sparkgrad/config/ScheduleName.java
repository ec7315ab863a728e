package org.sparkgrad.config;

/** The schedules by name. */
public enum ScheduleName {
  CONSTANT,
  STEP,
  EXPONENTIAL,
  INVERSE_TIME,
  COSINE,
  LINEAR
}
