package org.sparkgrad.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;

/**
 * Ends a call in order, and with one line, if the virtual machine is told to go before the call is
 * done: by Ctrl-C, SIGTERM or SIGHUP, after which it exits with 128 plus the signal's number.
 *
 * <p>Training is asked to make the running iteration and its checkpoint first; what has not come to
 * an end by itself after a few seconds is ended by Spark's end.
 *
 * <p>It is the first of Hadoop's shutdown hooks: Spark's own, which come later, would let every
 * thread that waits for Spark fail loudly.
 */
final class Interruption {
  private static final int FIRST = 1000;
  private static final int HOOK_SECONDS = 20;

  /** What stops a command must not take longer than a container is given before SIGKILL. */
  private static final int UNWIND_SECONDS = 3;

  /** What is left of these 10 seconds to end by itself. */
  private static final int STOP_SECONDS = 5;

  /** Why this program ends itself; empty if it is told to go from outside. */
  private static final AtomicReference<String> REASON = new AtomicReference<>();

  private final CommandLine program;
  private final Runnable hook = this::interrupt;
  private final CountDownLatch ended = new CountDownLatch(1);

  private Interruption(CommandLine program) {
    this.program = program;
  }

  /** Stands by until {@link #end}. */
  static Interruption of(CommandLine program) {
    Interruption interruption = new Interruption(program);
    ShutdownHookManager.get()
        .addShutdownHook(interruption.hook, FIRST, HOOK_SECONDS, TimeUnit.SECONDS);
    return interruption;
  }

  /** Ends the program as a signal would, with this reason and exit code. */
  static void endProgram(String reason, int code) {
    REASON.set(reason);
    System.exit(code);
  }

  /** The call has ended, by itself or because it was interrupted. */
  void end() {
    ended.countDown();
  }

  private void interrupt() {
    if (ended.getCount() == 0) {
      return;
    }
    PrintWriter err = program.getErr();
    program.setErr(new PrintWriter(Writer.nullWriter()));
    // Scala's thread pools print the traces of what they refuse when Spark stops.
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {});
    String reason = REASON.get();
    if (reason != null || !endsByItself()) {
      stopSpark();
    }
    err.println("sparkgrad: " + (reason == null ? "" : reason + "; ") + lastWords());
    err.flush();
  }

  /** Whether the call ends in order once it is asked to. */
  private boolean endsByItself() {
    return Main.action(program).filter(Action::stop).isPresent() && hasEndedWithin(STOP_SECONDS);
  }

  /** What waits for Spark fails now, and leaves its files in order. */
  private void stopSpark() {
    if (!SparkSession.getDefaultSession().isDefined()) {
      return;
    }
    SparkContext context = SparkSession.getDefaultSession().get().sparkContext();
    context.setLogLevel("OFF");
    context.stop();
    hasEndedWithin(UNWIND_SECONDS);
  }

  private boolean hasEndedWithin(int seconds) {
    try {
      return ended.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String lastWords() {
    try {
      return Main.action(program).map(Action::interrupted).orElse("interrupted");
    } catch (RuntimeException e) {
      return "interrupted; " + e.getMessage();
    }
  }
}
