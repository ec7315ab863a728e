package org.sparkgrad;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A data set, as a parameter of a method before all tests of a class: a {@link LoadedData}, or its
 * {@code TrainingData}. It is closed and removed after them.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LoadedData.Resolver.class)
public @interface Loaded {
  /** Rows of each training file. */
  int rowsPerFile();

  int testRows();

  int partitions() default 2;

  /** Whether it is a synthetic set in place of a {@link TinyCifar}. */
  boolean synthetic() default false;
}
