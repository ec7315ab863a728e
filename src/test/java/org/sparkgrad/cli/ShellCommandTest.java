package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellCommandTest {
  private static String command(RunOptions options, String... arguments) {
    return ShellCommand.resume(List.of(arguments), options, "runs/train-1");
  }

  @Test
  void namesTheRunDirectoryOfARunThatNamedNone() {
    assertEquals(
        "sparkgrad train --data d --out runs/train-1 --resume",
        command(new RunOptions(), "train", "--data", "d"));
  }

  @Test
  void doesNotOverwriteWhatIsResumed() {
    RunOptions options = new RunOptions();
    options.out = "r";
    options.overwrite = true;
    assertEquals(
        "sparkgrad train --out r --resume",
        command(options, "train", "--overwrite", "--out", "r", "--resume"));
    assertEquals(
        "sparkgrad train --config c --overwrite=false --resume",
        command(options, "train", "--config", "c"));
  }

  @ParameterizedTest
  @CsvSource({
    "a/b-c_d.e:f=1%+@, a/b-c_d.e:f=1%+@",
    "'my run', '''my run'''",
    "hog|center, '''hog|center'''",
    "'it''s', '''it''\\''''s'''",
    "'', ''''''"
  })
  void quotesWhatAShellWouldTakeForItsOwn(String word, String quoted) {
    assertEquals(quoted, ShellCommand.quoted(word));
  }
}
