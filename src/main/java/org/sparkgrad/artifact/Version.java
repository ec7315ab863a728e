package org.sparkgrad.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of this software, as the build wrote it down. */
public final class Version {
  private static final String RESOURCE = "/org/sparkgrad/version.properties";
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(-.*)?");

  private Version() {}

  public static String text() {
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("read " + RESOURCE, e);
    }
  }

  /** Whether a text is a version, and none after this one. */
  public static boolean isReadable(String other) {
    Matcher matcher = NUMBERS.matcher(other);
    return matcher.matches() && Arrays.compare(numbers(matcher), numbers(text())) <= 0;
  }

  private static int[] numbers(String version) {
    Matcher matcher = NUMBERS.matcher(version);
    if (!matcher.matches()) {
      throw new IllegalStateException("the build wrote down version " + version);
    }
    return numbers(matcher);
  }

  private static int[] numbers(Matcher matched) {
    return new int[] {
      Integer.parseInt(matched.group(1)),
      Integer.parseInt(matched.group(2)),
      Integer.parseInt(matched.group(3))
    };
  }
}
