package org.sparkgrad.report.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.RawPixels;
import org.sparkgrad.layer.Affine;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.PairRectifier;
import org.sparkgrad.model.Network;
import org.sparkgrad.train.TrainedModel;

/**
 * The templates of a model: for each class of a linear one the gradient of its score with respect
 * to the pixels, as {@link PixelSlopes} says; for the two-layer net the same of hidden units before
 * they are rectified; for a convolutional net its first {@link Filters}.
 *
 * <p>A classifier of rectified pairs has two templates for each class: the gradient if all features
 * are above 0, and that if all are below.
 *
 * <p>Of the hidden units at most {@value #MOST_UNITS} are shown, by descending {@code |w| |v|},
 * where w are the unit's incoming and v its outgoing weights: a product that stays when a unit is
 * scaled up and its outgoing weights down, which changes no score. Each is named after the class to
 * which it adds most.
 */
public final class Templates {
  static final int MOST_UNITS = 64;

  private static final String OF_VALUES = "score per step of a pixel value";

  private final TrainedModel trained;
  private final ImageShape image;
  private final PixelSlopes slopes;

  private Templates(TrainedModel trained) {
    this.trained = trained;
    image = image(trained);
    slopes = new PixelSlopes(trained.features());
  }

  /** Why a model has no templates, in words; empty if it has some. */
  public static Optional<String> problem(TrainedModel trained) {
    if (!trained.features().pipeline().isOfPixels()) {
      return Optional.of(
          "expected a model of raw pixels, found one of '%s': its weights are not of pixels"
              .formatted(trained.features().pipeline()));
    }
    if (!image(trained).isPicture()) {
      return Optional.of("expected images of 1 or 3 channels, found " + image(trained).channels());
    }
    Network net = trained.model();
    return isOfClasses(net) || isOfUnits(net) || Filters.areIn(net)
        ? Optional.empty()
        : Optional.of(
            "expected a linear or a two-layer model, or a network that begins with a convolution,"
                + " found another network");
  }

  /** The shape of the images; the features are of raw pixels alone. */
  private static ImageShape image(TrainedModel trained) {
    return ((RawPixels) trained.features().pipeline().sources().get(0).features()).image();
  }

  private static boolean isOfClasses(Network net) {
    List<Layer> layers = net.layers();
    return layers.get(layers.size() - 1) instanceof Affine
        && (layers.size() == 1 || (layers.size() == 2 && isOfPairs(net)));
  }

  private static boolean isOfPairs(Network net) {
    return net.layers().get(0) instanceof PairRectifier;
  }

  /** Whether there are units between two affine layers, each of which goes into itself. */
  private static boolean isOfUnits(Network net) {
    List<Layer> layers = net.layers();
    int last = layers.size() - 1;
    return last > 0
        && layers.get(0) instanceof Affine
        && layers.get(last) instanceof Affine
        && layers.subList(1, last).stream().allMatch(Layer::isInPlace);
  }

  /**
   * All templates on one sheet.
   *
   * @throws IllegalArgumentException if there are none; see {@link #problem}
   */
  public static ContactSheet of(TrainedModel trained) {
    problem(trained)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("templates: " + problem);
            });
    Network net = trained.model();
    if (Filters.areIn(net)) {
      return Filters.of(trained);
    }
    Templates templates = new Templates(trained);
    return isOfUnits(net) ? templates.ofUnits(net) : templates.ofClasses(net);
  }

  private ContactSheet ofClasses(Network model) {
    List<Template> all = new ArrayList<>();
    int inputs = model.arrays().get(0).rowLength();
    for (int j = 0; j < model.classes(); j++) {
      String name = trained.classNames().get(j);
      int from = j * inputs;
      if (isOfPairs(model)) {
        all.add(template(name + ", above 0", from, 1));
        all.add(template(name + ", below 0", from + model.features(), -1));
      } else {
        all.add(template(name, from, 1));
      }
    }
    return new ContactSheet(all, OF_VALUES);
  }

  private ContactSheet ofUnits(Network net) {
    HiddenUnits units = HiddenUnits.of(net, trained.parameters());
    List<Template> all = new ArrayList<>();
    for (int unit : units.strongest(MOST_UNITS)) {
      String name = "%d %s".formatted(unit, trained.classNames().get(units.favourite(unit)));
      all.add(template(name, unit * net.features(), 1));
    }
    return new ContactSheet(all, "unit's " + OF_VALUES);
  }

  private Template template(String name, int from, int sign) {
    return new Template(name, image, slopes.of(trained.parameters(), from, sign));
  }
}
