package org.sparkgrad.cli;

import java.util.Iterator;
import java.util.List;

/** Names that an option takes, for its help. */
class NameList implements Iterable<String> {
  private final List<String> names;

  NameList(List<String> names) {
    this.names = names;
  }

  @Override
  public final Iterator<String> iterator() {
    return names.iterator();
  }
}
