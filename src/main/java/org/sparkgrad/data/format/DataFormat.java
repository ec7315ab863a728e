package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A form in which data sets lie in a directory. */
interface DataFormat {
  /**
   * Whether there are files of this form, be they all that there must be or not.
   *
   * @param entries of the folder
   */
  boolean isIn(Folder folder, List<FolderEntry> entries) throws IOException;

  /**
   * Looks through a directory that has such files. What is wrong is noted in {@code scan}; then the
   * result is of no use.
   */
  Found open(DirectoryScan scan, DataChoices choices) throws IOException;

  /**
   * What is in a directory.
   *
   * @param notes what was found and why it is read as it is, a line each
   * @param choices that decided how it is read, by name
   */
  record Found(
      List<String> notes,
      Map<String, String> choices,
      DataPart train,
      DataPart test,
      List<String> classNames) {
    /** Of a directory with problems. */
    static final Found NOTHING = new Found(List.of(), Map.of(), null, null, List.of());
  }
}
