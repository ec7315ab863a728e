package org.sparkgrad.report.templates;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.layer.ChannelsLast;
import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.model.Network;
import org.sparkgrad.train.TrainedModel;

/**
 * The filters of a network's first convolution as pictures, if it is the first layer: each value
 * magnified to a square, with grey around what does not fill the picture. Weights are those of
 * scaled pixels.
 */
final class Filters {
  private static final String UNIT = "per step of a scaled pixel value";

  private final TrainedModel trained;
  private final ImageShape image;
  private final int kernel;
  private final ParameterArray filters;

  private Filters(TrainedModel trained) {
    this.trained = trained;
    image = shape(trained.model());
    kernel = ((Convolution) trained.model().layers().get(1)).kernel();
    filters = trained.model().arrays().get(0);
  }

  /** Whether a network begins with a convolution whose kernel fits a picture. */
  static boolean areIn(Network net) {
    return net.layers().size() > 1
        && net.layers().get(0) instanceof ChannelsLast
        && net.layers().get(1) instanceof Convolution convolution
        && convolution.kernel() <= shape(net).shorterSide();
  }

  private static ImageShape shape(Network net) {
    Shape input = net.input();
    return new ImageShape(input.channels(), input.height(), input.width());
  }

  /** The first of them, at most {@value Templates#MOST_UNITS}. */
  static ContactSheet of(TrainedModel trained) {
    Filters filters = new Filters(trained);
    int count = Math.min(Templates.MOST_UNITS, filters.filters.shape().get(0));
    List<Template> all = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      all.add(new Template("filter " + n, filters.image, filters.magnified(n)));
    }
    return new ContactSheet(all, UNIT);
  }

  /** A filter's rows, in these its columns, in these its channels, laid out as images are. */
  private float[] magnified(int filter) {
    int square = image.shorterSide() / kernel;
    int top = (image.height() - square * kernel) / 2;
    int left = (image.width() - square * kernel) / 2;
    int start = filters.place().start() + filter * filters.rowLength();
    float[] picture = new float[image.bytes()];
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < square * kernel; y++) {
        for (int x = 0; x < square * kernel; x++) {
          int value = (y / square * kernel + x / square) * image.channels() + c;
          int at = c * image.plane() + (top + y) * image.width() + left + x;
          picture[at] = trained.parameters()[start + value];
        }
      }
    }
    return picture;
  }
}
