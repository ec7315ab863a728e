package org.sparkgrad.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;

/**
 * A program that replaces a file and a directory in each of several places, one thread for each,
 * until it is killed: contents are numbered, and go on from what is there.
 */
final class ReplacingForever {
  static final int PLACES = 8;
  static final int BYTES = 1 << 16;
  static final String FILE = "file";
  static final String[] PARTS = {"own-1", "own-2", "own-3"};
  static final String MINE = "mine.txt";

  private ReplacingForever() {}

  /** A place of its own for each thread. */
  static Directory place(Path root, int number) {
    return Directory.at(new Configuration(false), root.resolve("place-" + number).toString());
  }

  /** The directory that is replaced, in which what is not the program's own stays. */
  static DirectoryReplacement replacement(Directory place) {
    return new DirectoryReplacement(
        place.child("directory"), OwnNames.matching(name -> name.startsWith("own-")));
  }

  private static byte[] content(int number) {
    byte[] content = new byte[BYTES];
    Arrays.fill(content, (byte) number);
    return content;
  }

  /** The number of whole content. */
  static int number(byte[] content) {
    byte[] expected = content(content.length == 0 ? 0 : content[0]);
    if (!Arrays.equals(expected, content)) {
      throw new AssertionError("half written: " + content.length + " bytes");
    }
    return content[0];
  }

  static void replace(Directory place, int number) {
    byte[] content = content(number);
    place.write(FILE, content);
    DirectoryReplacement replacement = replacement(place);
    Directory next = replacement.begin();
    for (String part : PARTS) {
      next.write(part, content);
    }
    replacement.publish();
  }

  private static void replaceForever(Directory place) {
    int number = place.holds(FILE) ? number(place.read(FILE)) : 0;
    while (true) {
      number = (number + 1) % Byte.MAX_VALUE;
      replace(place, number);
    }
  }

  /**
   * @param arguments the root of all places, and a file that is made once each place was replaced
   */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    for (int i = 0; i < PLACES; i++) {
      Directory place = place(root, i);
      place.create();
      replace(place, 1);
    }
    Files.createFile(Path.of(arguments[1]));
    for (int i = 0; i < PLACES; i++) {
      Directory place = place(root, i);
      Thread thread = new Thread(() -> replaceForever(place));
      thread.setUncaughtExceptionHandler((failed, error) -> end(error));
      thread.start();
    }
  }

  private static void end(Throwable error) {
    error.printStackTrace();
    Runtime.getRuntime().halt(1);
  }
}
