package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistyped call is told what to type instead. */
class NextStepTest {
  private static final int USAGE = 2;

  private static Call refused(String words, String... parts) {
    return Call.of(words.split(" ")).failedWith(USAGE, parts);
  }

  @ParameterizedTest
  @CsvSource({
    "train --lr 0.1, --learning-rate",
    "train --learningrate=0.1, --learning-rate",
    "train --learning_rate=0.1, --learning-rate",
    "train --learnign-rate=0.1, --learning-rate",
    "grid --bs 32, --batch-size",
    "grid --batch 32, --batch-size",
    "train --wd 0.1, --weight-decay",
    "train --epoch 3, --epochs",
    "train --momentun 0.9, --momentum",
    "train --rate 3, --learning-rate",
    "evaluate m --partition 3, --partitions",
    "data info d --jsno, --json"
  })
  void suggestsTheNearestOption(String call, String option) {
    refused(call, "; did you mean " + option + "?", "--help lists them");
  }

  @Test
  void suggestsOptionsThatAreEquallyNear() {
    refused("train --l3 0.1", "did you mean --l1 or --l2?");
  }

  @Test
  void doesNotTakeTheValueOfAnUnknownOptionForAnotherMistake() {
    Call call = refused("train --lr 0.1");
    assertEquals(1, call.err().lines().count(), call.err());
  }

  @Test
  void suggestsNothingFarOff() {
    Call call = refused("train --wavelength=3", "found '--wavelength'", "train --help lists them");
    assertFalse(call.err().contains("did you mean"), call.err());
  }

  @Test
  void saysWhichCommandHasTheOption() {
    refused("train --parallelism 2", "found '--parallelism', an option of grid;");
    refused("evaluate m --learning-rate 3", "an option of grid and train;");
  }

  @ParameterizedTest
  @CsvSource({
    "trian, train",
    "tarin --data x --lr 3, train",
    "evalute m, evaluate",
    "gird, grid",
    "grad-check, gradcheck",
    "data ifno d, info",
    "data download d, ''"
  })
  void suggestsTheNearestCommand(String call, String command) {
    Call refused = refused(call, "expected a command (");
    String question = "; did you mean " + command + "?";
    assertEquals(!command.isEmpty(), refused.err().contains(question), refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
  }

  @ParameterizedTest
  @CsvSource({
    "train --master local[4], sparkgrad --master local[4] train ...",
    "train --conf=spark.ui.enabled=false, sparkgrad --conf=spark.ui.enabled=false train ...",
    "data info d --driver-memory 2g, sparkgrad --driver-memory 2g data info ...",
    "evaluate m -c a=b, sparkgrad -c a=b evaluate ..."
  })
  void saysThatSparkSubmitsOptionsStandBeforeTheCommand(String call, String right) {
    refused(call, "expected before the command, as it is an option of spark-submit: " + right);
  }

  @ParameterizedTest
  @CsvSource({
    "--json data info, sparkgrad data info ... --json",
    "--learning-rate 0.1 train, sparkgrad train ... --learning-rate 0.1",
    "data --json info, sparkgrad data info ... --json",
    "--json, sparkgrad COMMAND ... --json"
  })
  void saysThatOwnOptionsStandAfterTheCommand(String call, String right) {
    refused(call, ": expected after the command: " + right);
  }

  /** What the usage lines of the commands show is taken. */
  @ParameterizedTest
  @ValueSource(strings = {"--help", "data --help"})
  void showsNoOptionBeforeACommandThatIsRefusedThere(String call) {
    String help = Call.of(call.split(" ")).done().out();
    assertFalse(help.contains("--json"), help);
    assertFalse(help.contains("--verbose"), help);
  }

  @Test
  void saysWhereWhichOptionsStand() {
    String help = Call.of("--help").done().out();
    assertTrue(help.contains("sparkgrad [SPARK-SUBMIT OPTIONS] COMMAND [OPTIONS]"), help);
  }

  @ParameterizedTest
  @CsvSource({
    "evaluate, 'evaluate: expected MODEL (Directory of a saved model'",
    "predict, 'predict: expected MODEL (Directory of a saved model'",
    "data info, 'data info: expected DIR ('",
    "data fetch, 'data fetch: expected DIR ('"
  })
  void saysWhatAMissingArgumentIs(String call, String message) {
    refused(call, message, "sparkgrad " + call + " --help");
  }

  /** The wrapper tells spark-submit's options from Sparkgrad's by a list of its own. */
  @Test
  void knowsTheOptionsThatTheWrapperPassesOn() throws IOException {
    String script = Files.readString(Path.of("submit/sparkgrad"));
    int start = script.indexOf("-v | --verbose");
    String cases = script.substring(start, script.indexOf("take_option \"$1\"", start));
    Matcher matcher = Pattern.compile("--?[a-z-]+(?= [|]|[)])").matcher(cases);
    Set<String> found = new TreeSet<>();
    while (matcher.find()) {
      found.add(matcher.group());
    }
    assertTrue(found.contains("--master"), found::toString);
    assertEquals(new TreeSet<>(SparkSubmitOptions.NAMES), found);
  }
}
