package org.sparkgrad.io;

import java.util.Set;
import java.util.regex.Pattern;

/** The files that Spark leaves in a directory that it writes a table into. */
public final class SparkFiles {
  private static final Pattern PART =
      Pattern.compile("part-\\d{5}-[0-9a-f-]{36}([-.][\\w.-]+)?\\.parquet");
  private static final Set<String> MARKS = Set.of("_SUCCESS", "_temporary");

  private SparkFiles() {}

  /** Whether a name is that of a part, in whichever compression, or of a mark. */
  public static boolean isOne(String name) {
    return MARKS.contains(name) || PART.matcher(name).matches();
  }
}
