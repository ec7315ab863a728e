package org.sparkgrad.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.optim.FusedDescent;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.GroupObjective;

/**
 * Gradient descent of a group of cells in step: they share batches and evaluations.
 *
 * @param loops of cells that draw the same batches of the same features, and stand at the same
 *     iteration
 */
record GroupDescent(List<CellLoop> loops, MergeDepth mergeDepth) {

  /** Runs all loops to their end. */
  void run() {
    List<FusedDescent.Member> members = new ArrayList<>();
    for (CellLoop loop : loops) {
      GradientDescent descent = loop.cell().descent(objective(loop.cell()), loop.rule());
      members.add(new FusedDescent.Member(descent, loop.cell().model().parameters(), loop));
    }
    PreparedCell first = loops.get(0).cell();
    List<GradientDescent.Outcome> outcomes =
        new FusedDescent(objective(first)).run(members, first.firstIteration(), this::endIteration);
    for (int i = 0; i < loops.size(); i++) {
      loops.get(i).stopped(outcomes.get(i));
    }
    sample(loops, CellLoop::isEndPointDue, CellLoop::sampledAtEnd);
    loops.forEach(CellLoop::keep);
    sample(loops, CellLoop::isLastSampleDue, CellLoop::lastSampled);
  }

  private GroupObjective objective(PreparedCell cell) {
    return cell.recipe().objective(cell.data(), cell.model(), mergeDepth);
  }

  private void endIteration() {
    List<CellLoop> stepped = loops.stream().filter(CellLoop::isInIteration).toList();
    sample(stepped, CellLoop::isSampleDue, CellLoop::sampled);
    CellLoop first = loops.get(0);
    boolean stops = first.isToStop();
    boolean isDue = stops || first.isTimeUp();
    stepped.forEach(loop -> loop.endIteration(isDue));
    if (stops) {
      throw new TrainingStoppedException(first.cell().cell());
    }
  }

  /** Evaluates those that are due on a part of the training rows and on the validation part. */
  private static void sample(
      List<CellLoop> loops, Predicate<CellLoop> due, BiConsumer<CellLoop, PartEvaluations> taker) {
    List<CellLoop> those = loops.stream().filter(due).toList();
    if (those.isEmpty()) {
      return;
    }
    PreparedCell first = those.get(0).cell();
    List<TrainedModel> models = those.stream().map(loop -> loop.cell().model()).toList();
    Iterator<PartEvaluations> found =
        first.parts().evaluateSample(first.data().train(), models).iterator();
    those.forEach(loop -> taker.accept(loop, found.next()));
  }
}
