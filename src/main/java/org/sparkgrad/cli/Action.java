package org.sparkgrad.cli;

/** A command that does something, rather than hold other commands. */
interface Action {
  /**
   * Checks its options, then does its work.
   *
   * @param problems what is wrong with the call so far; the action adds what it finds and ends the
   *     call before any work where there is something
   * @return the exit code
   */
  int run(Problems problems) throws Exception;

  /**
   * Asks the work to end soon and by itself, so that nothing that was done is lost.
   *
   * @return whether it will; false if it knows no such end
   */
  default boolean stop() {
    return false;
  }

  /**
   * Leaves things in order after an interruption, when the work has been stopped.
   *
   * @return what there is to say, in one line
   */
  default String interrupted() {
    return "interrupted; nothing was finished";
  }

  /** Notes, as far as it can, why the program ends before the work is done. */
  default void failed(String reason) {}
}
