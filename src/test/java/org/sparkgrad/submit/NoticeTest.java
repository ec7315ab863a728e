package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The file NOTICE against what pom.xml has put into the jar. */
class NoticeTest {
  private static final Map<String, String> TEXTS =
      Map.of(
          "Apache-2.0", "LICENSE",
          "LGPL-2.1-or-later", "src/main/resources/META-INF/licenses/LGPL-2.1.txt",
          "BSD-3-Clause", "src/main/resources/META-INF/licenses/BSD-3-Clause-XMPCore.txt");

  /** The libraries to be shaded, as {@code group:artifact} or {@code group:*}. */
  private static List<String> shaded() throws IOException {
    Matcher set =
        Pattern.compile("<artifactSet>(.*?)</artifactSet>", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("pom.xml")));
    assertTrue(set.find());
    Matcher include = Pattern.compile("<include>(.*?)</include>").matcher(set.group(1));
    List<String> shaded = new ArrayList<>();
    while (include.find()) {
      shaded.add(include.group(1));
    }
    return shaded;
  }

  private static boolean isOf(String library, String pattern) {
    return pattern.endsWith(":*")
        ? library.startsWith(pattern.substring(0, pattern.length() - 1))
        : library.equals(pattern);
  }

  @Test
  void namesWhatIsShadedAndNothingElse() throws IOException {
    Set<String> named = Notice.licences().keySet();
    for (String pattern : shaded()) {
      assertTrue(named.stream().anyMatch(each -> isOf(each, pattern)), pattern);
    }
    for (String library : named) {
      assertTrue(shaded().stream().anyMatch(pattern -> isOf(library, pattern)), library);
    }
  }

  @Test
  void hasTheTextOfEachLicence() throws IOException {
    for (String licence : Notice.licences().values()) {
      String text = Files.readString(Path.of(TEXTS.getOrDefault(licence, licence)));
      assertTrue(text.length() > 1000, licence);
    }
    assertEquals(TEXTS.keySet(), Set.copyOf(Notice.licences().values()));
  }
}
