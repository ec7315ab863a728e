package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.List;

/** A directory to look through, on the local disk or any Hadoop file system. */
interface Folder {
  /** As messages name it. */
  String path();

  /** The entries by name; links are followed. */
  List<FolderEntry> entries() throws IOException;

  Folder child(String name);
}
