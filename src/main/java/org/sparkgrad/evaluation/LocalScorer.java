package org.sparkgrad.evaluation;

import java.io.Serializable;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.feature.LocalFeatures;
import org.sparkgrad.feature.SeenRows;
import org.sparkgrad.model.Network;

/**
 * Scores rows in the thread that asks for them, without a job of its own: features and all. Travels
 * to executors with its parameters. For one thread at a time.
 */
public final class LocalScorer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Network model;
  private final LocalFeatures features;
  private final FeatureScaling scaling;
  private final float[] parameters;
  private transient Scorer scorer;

  public LocalScorer(Network model, FittedFeatures features, float[] parameters) {
    this.model = model;
    this.features = features.local();
    scaling = features.scaling();
    this.parameters = parameters;
  }

  public int classes() {
    return model.classes();
  }

  /** A row-major matrix of rows x classes for the rows of a data set, images or numbers. */
  public float[] scores(Block rows) {
    if (scorer == null) {
      scorer = new Scorer(model, 1, scaling, SeenRows.AS_THEY_STAND, parameters);
    }
    Block own = features.of(rows);
    float[] scores = new float[rows.rows().size() * model.classes()];
    int at = 0;
    for (RowRange chunk : ChunkInputs.chunks(rows.rows())) {
      float[] ofChunk = scorer.scores(own, chunk);
      System.arraycopy(ofChunk, 0, scores, at, ofChunk.length);
      at += ofChunk.length;
    }
    return scores;
  }
}
