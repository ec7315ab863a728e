package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * docs/options.md is what {@link OptionsPage} makes of the commands. To write it anew: {@code
 * ./mvnw test -Dtest=OptionsPageTest -Doptions.write=true}.
 */
class OptionsPageTest {
  private static final Path PAGE = Path.of("docs", "options.md");

  @Test
  void isMadeFromTheCommands() throws IOException {
    String page = OptionsPage.of(Main.program());
    if (Boolean.getBoolean("options.write")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE));
  }
}
