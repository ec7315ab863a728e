package org.sparkgrad.report.templates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sparkgrad.model.LinearModel;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.TwoLayerModel;
import org.sparkgrad.train.TrainedModel;

/**
 * The templates of a model: for each class of a linear one the gradient of its score with respect
 * to the pixels, as {@link PixelSlopes} says; for the two-layer net the same of hidden units before
 * they are rectified.
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
  private final PixelSlopes slopes;

  private Templates(TrainedModel trained) {
    this.trained = trained;
    slopes = new PixelSlopes(trained.features());
  }

  /** Why a model has no templates, in words; empty if it has some. */
  public static Optional<String> problem(TrainedModel trained) {
    if (!trained.features().pipeline().isOfPixels()) {
      return Optional.of(
          "expected a model of raw pixels, found one of '%s': its weights are not of pixels"
              .formatted(trained.features().pipeline()));
    }
    Model model = trained.model();
    return model instanceof LinearModel || model instanceof TwoLayerModel
        ? Optional.empty()
        : Optional.of(
            "expected a linear or a two-layer model, found a %s"
                .formatted(model.getClass().getSimpleName()));
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
    Templates templates = new Templates(trained);
    if (trained.model() instanceof TwoLayerModel net) {
      return templates.ofUnits(net);
    }
    return templates.ofClasses((LinearModel) trained.model());
  }

  private ContactSheet ofClasses(LinearModel model) {
    List<Template> all = new ArrayList<>();
    int inputs = model.biasStart() / model.classes();
    for (int j = 0; j < model.classes(); j++) {
      String name = trained.classNames().get(j);
      int from = j * inputs;
      if (model.rectified()) {
        all.add(template(name + ", above 0", from, 1));
        all.add(template(name + ", below 0", from + model.features(), -1));
      } else {
        all.add(template(name, from, 1));
      }
    }
    return new ContactSheet(all, OF_VALUES);
  }

  private ContactSheet ofUnits(TwoLayerModel net) {
    List<Integer> units =
        IntStream.range(0, net.hidden())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer unit) -> -weight(net, unit)))
            .limit(MOST_UNITS)
            .toList();
    List<Template> all = new ArrayList<>();
    for (int unit : units) {
      String name = "%d %s".formatted(unit, trained.classNames().get(favourite(net, unit)));
      all.add(template(name, unit * net.features(), 1));
    }
    return new ContactSheet(all, "unit's " + OF_VALUES);
  }

  private Template template(String name, int from, int sign) {
    return new Template(name, slopes.of(trained.parameters(), from, sign));
  }

  private double weight(TwoLayerModel net, int unit) {
    double incoming = 0;
    for (int k = 0; k < net.features(); k++) {
      double weight = trained.parameters()[unit * net.features() + k];
      incoming += weight * weight;
    }
    double outgoing = 0;
    for (int j = 0; j < net.classes(); j++) {
      double weight = outgoing(net, unit, j);
      outgoing += weight * weight;
    }
    return Math.sqrt(incoming) * Math.sqrt(outgoing);
  }

  private int favourite(TwoLayerModel net, int unit) {
    int best = 0;
    for (int j = 1; j < net.classes(); j++) {
      best = outgoing(net, unit, j) > outgoing(net, unit, best) ? j : best;
    }
    return best;
  }

  private float outgoing(TwoLayerModel net, int unit, int label) {
    return trained.parameters()[net.outgoingStart() + label * net.hidden() + unit];
  }
}
