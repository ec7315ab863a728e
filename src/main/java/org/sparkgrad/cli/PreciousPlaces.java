package org.sparkgrad.cli;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sparkgrad.io.Directory;

/** Places that no {@code --overwrite} may replace, nor what holds them. */
final class PreciousPlaces {
  private PreciousPlaces() {}

  /**
   * The places, each after what it is.
   *
   * @param data that the command reads
   */
  static Map<String, Directory> of(String data) {
    Map<String, Directory> places = new LinkedHashMap<>();
    put(places, "the data", data);
    put(places, "the working directory", System.getProperty("user.dir"));
    put(places, "the home directory", System.getProperty("user.home"));
    return places;
  }

  /** A place that is no path, as a home may be that the system does not know, needs no guard. */
  private static void put(Map<String, Directory> places, String name, String uri) {
    try {
      if (!uri.equals("?")) {
        places.put(name, Directory.at(Sessions.hadoop(), uri));
      }
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return; // What reads it says what is wrong.
    }
  }
}
