package org.sparkgrad.image.patch;

import java.io.Serializable;

/** Leads to a dictionary, in whose place it travels to where features are computed. */
@FunctionalInterface
public interface DictionaryReference extends Serializable {
  PatchDictionary get();
}
