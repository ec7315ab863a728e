package org.sparkgrad.report.study;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.report.Paragraph;

/** All that can be told of the cells of a run. */
final class Studies {
  private Studies() {}

  /** The paragraphs for which there are numbers; none for a single cell without a course. */
  static List<Paragraph> of(Trials trials) {
    List<Paragraph> paragraphs = new ArrayList<>();
    BatchSizeStudy.of(trials).ifPresent(paragraphs::add);
    LearningRateStudy.of(trials).ifPresent(paragraphs::add);
    paragraphs.addAll(ScheduleStudy.of(trials));
    paragraphs.addAll(PenaltyStudy.of(trials));
    paragraphs.addAll(EpochStudy.of(trials));
    return paragraphs;
  }
}
