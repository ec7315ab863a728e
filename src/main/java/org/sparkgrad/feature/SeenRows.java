package org.sparkgrad.feature;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.image.View;

/**
 * How a model sees the rows of blocks: as they stand there, or images in several views, of each of
 * which the features are computed as it is needed. Immutable.
 */
public final class SeenRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rows of blocks as a model's scaling takes them. */
  public static final SeenRows AS_THEY_STAND = new SeenRows(TestViews.NONE, null, null);

  private final TestViews views;

  /** Null where features are the pixels. */
  private final Extraction extraction;

  /** Null where there is no dense stage. */
  private final Broadcast<FittedProjection> projection;

  private SeenRows(TestViews views, Extraction extraction, Broadcast<FittedProjection> projection) {
    this.views = views;
    this.extraction = extraction;
    this.projection = projection;
  }

  /**
   * Views of images.
   *
   * @param extraction null if features are the pixels
   * @param projection null if the pipeline has no dense stage
   */
  static SeenRows of(
      TestViews views, Extraction extraction, Broadcast<FittedProjection> projection) {
    return new SeenRows(views, extraction, projection);
  }

  /** The views, over which scores are to be averaged. */
  public List<View> views() {
    return views.views();
  }

  /** What users know them by. */
  public TestViews testViews() {
    return views;
  }

  /** A block that has some of a block's rows, as they are in one of the views. */
  public Block in(View view, Block block, RowRange rows) {
    if (views == TestViews.NONE) {
      return block;
    }
    return LocalFeatures.of(
        block.seen(view, rows), extraction, projection == null ? null : projection.value());
  }
}
