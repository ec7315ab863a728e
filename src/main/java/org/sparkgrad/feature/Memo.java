package org.sparkgrad.feature;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Values that cost Spark jobs, made once for each key. While a value is made, only those who want
 * the same one wait; {@link ConcurrentHashMap#computeIfAbsent} would hold up others whose keys
 * share its bin. What fails is made anew the next time.
 */
final class Memo<K, V> {
  private final Map<K, Slot<V>> slots = new ConcurrentHashMap<>();

  private static final class Slot<V> {
    private V value;

    synchronized V get(Supplier<V> maker) {
      if (value == null) {
        value = maker.get();
      }
      return value;
    }

    synchronized V peek() {
      return value;
    }
  }

  V get(K key, Supplier<V> maker) {
    return slots.computeIfAbsent(key, unused -> new Slot<>()).get(maker);
  }

  /** All that have been made. */
  List<V> values() {
    return made(slots.values());
  }

  /** Forgets the values of some keys; returns those that have been made. */
  List<V> remove(Predicate<K> unwanted) {
    List<K> keys = slots.keySet().stream().filter(unwanted).toList();
    return made(keys.stream().map(slots::remove).toList());
  }

  private static <V> List<V> made(Collection<Slot<V>> slots) {
    return slots.stream().map(Slot::peek).filter(Objects::nonNull).toList();
  }
}
