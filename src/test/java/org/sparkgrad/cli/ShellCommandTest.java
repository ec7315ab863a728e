package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellCommandTest {
  @Test
  void namesTheRunThatIsGoneOnWith() {
    assertEquals("sparkgrad train --resume 'my runs/1'", ShellCommand.resume("train", "my runs/1"));
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
