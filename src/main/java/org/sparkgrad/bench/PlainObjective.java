package org.sparkgrad.bench;

import java.util.List;
import org.sparkgrad.data.Block;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.optim.LossAndGradient;
import org.sparkgrad.optim.Objective;

/** The data loss of softmax on raw pixels over blocks in memory, by {@link PlainSums}. */
record PlainObjective(List<Block> blocks, BatchSampler sampler) implements Objective {
  @Override
  public LossAndGradient evaluate(float[] parameters, long iteration) {
    return PlainSums.of(blocks.iterator(), sampler.rows(iteration), parameters).mean();
  }
}
