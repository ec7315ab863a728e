package org.sparkgrad.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one hyperparameter is to be by default, and texts that it is to accept and to refuse. Made
 * by hand from the documentation, not from the code.
 */
final class HyperparameterSamples {
  private final String defaultText;
  private final Map<String, Object> valid = new LinkedHashMap<>();
  private final List<String> invalid = new ArrayList<>();

  private HyperparameterSamples(String defaultText) {
    this.defaultText = defaultText;
  }

  static HyperparameterSamples byDefault(String text) {
    return new HyperparameterSamples(text);
  }

  static HyperparameterSamples withoutDefault() {
    return new HyperparameterSamples(null);
  }

  HyperparameterSamples accepts(String text, Object value) {
    valid.put(text, value);
    return this;
  }

  /** Names that are their own values. */
  HyperparameterSamples acceptsNames(String... names) {
    for (String name : names) {
      valid.put(name, name);
    }
    return this;
  }

  HyperparameterSamples refuses(String... texts) {
    invalid.addAll(List.of(texts));
    return this;
  }

  /** Null where there is none. */
  String defaultText() {
    return defaultText;
  }

  Map<String, Object> valid() {
    return valid;
  }

  List<String> invalid() {
    return invalid;
  }
}
