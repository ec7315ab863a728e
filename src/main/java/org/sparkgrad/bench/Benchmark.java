package org.sparkgrad.bench;

import java.util.List;

/** Something to measure, together with what it is compared with, in one run. */
public interface Benchmark {
  /** The name it is asked for by. */
  String name();

  /** What it measures, in a sentence. */
  String description();

  List<Measurement> run();
}
