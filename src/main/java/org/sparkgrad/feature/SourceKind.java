package org.sparkgrad.feature;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.choice.MarkedText;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.ImageSource;
import org.sparkgrad.image.RawPixels;
import org.sparkgrad.image.hog.BlockNorm;
import org.sparkgrad.image.hog.Hog;
import org.sparkgrad.image.hog.HogGradient;
import org.sparkgrad.image.hog.HogVoting;
import org.sparkgrad.image.hsv.HsvHistogram;
import org.sparkgrad.image.patch.DictionaryKind;
import org.sparkgrad.image.patch.DictionarySettings;
import org.sparkgrad.image.patch.PatchCoding;
import org.sparkgrad.image.patch.PatchGrid;
import org.sparkgrad.image.patch.Patches;

/** Sources of a feature string, with their options and defaults. */
enum SourceKind implements Choice {
  RAW("") {
    @Override
    Function<DataShape, ImageSource> maker(SourceOptions options) {
      return data ->
          data.image().<ImageSource>map(RawPixels::new).orElse(new RawVector(data.values()));
    }
  },
  /** Dalal and Triggs's descriptor by default. */
  HOG(
      "cell=8,block=2,stride=1,orientations=9,gradient=strongest-channel,norm=l2-hys,"
          + "voting=trilinear") {
    @Override
    Function<DataShape, ImageSource> maker(SourceOptions options) {
      List<Integer> cells = options.counts("cell");
      int block = options.count("block");
      int stride = options.count("stride");
      int orientations = options.count("orientations");
      HogGradient gradient = options.constant("gradient", HogGradient.class);
      BlockNorm norm = options.constant("norm", BlockNorm.class);
      HogVoting voting = options.constant("voting", HogVoting.class);
      return data ->
          new Hog(images(data), gradient, orientations, cells, block, stride, norm, voting);
    }
  },
  HSV("bins=10,cell=32,weighted=false") {
    @Override
    Function<DataShape, ImageSource> maker(SourceOptions options) {
      List<Integer> bins = options.counts("bins", CHANNELS);
      List<Integer> cells = options.counts("cell");
      boolean weighted = options.flag("weighted");
      return data ->
          new HsvHistogram(images(data), bins.get(0), bins.get(1), bins.get(2), cells, weighted);
    }
  },
  /** The pipeline of Coates and Ng (2011), with fewer filters. */
  PATCHES(
      "size=6,stride=1,regions=2,filters=1600,dictionary=omp-1,rounds=10,coding=threshold,"
          + "threshold=0.25,mirrors=false,sample=100000,contrast=10,whitening=0.1,seed=1") {
    @Override
    Function<DataShape, ImageSource> maker(SourceOptions options) {
      int size = options.count("size");
      int stride = options.count("stride");
      int regions = options.count("regions");
      int filters = options.count("filters");
      DictionaryKind kind = options.constant("dictionary", DictionaryKind.class);
      int rounds =
          options.countIf(
              kind != DictionaryKind.RANDOM, "rounds", "a dictionary other than random");
      PatchCoding coding = options.constant("coding", PatchCoding.class);
      double threshold =
          options.numberIf(coding == PatchCoding.THRESHOLD, "threshold", "coding=threshold");
      boolean mirrors = options.flag("mirrors");
      int sample = options.count("sample");
      double contrast = options.number("contrast");
      double whitening = options.number("whitening");
      long seed = options.whole("seed");
      return data ->
          new Patches(
              new PatchGrid(images(data), size, stride),
              regions,
              coding,
              threshold,
              mirrors,
              new DictionarySettings(kind, filters, sample, rounds, contrast, whitening, seed));
    }
  };

  private static final int CHANNELS = 3;

  private final Map<String, String> defaults = new LinkedHashMap<>();

  /**
   * @param defaults of every option, as they would be typed
   */
  SourceKind(String defaults) {
    for (String option : defaults.split(",", -1)) {
      int mark = option.indexOf('=');
      if (mark > 0) {
        this.defaults.put(option.substring(0, mark), option.substring(mark + 1));
      }
    }
  }

  /** Reads options; what it gives makes the source for data of a shape. */
  abstract Function<DataShape, ImageSource> maker(SourceOptions options);

  /** The sources with all their options, each at its default. */
  static List<String> forms() {
    return Arrays.stream(values()).map(SourceKind::form).toList();
  }

  private String form() {
    StringJoiner options = new StringJoiner(",", "(", ")");
    defaults.forEach((key, value) -> options.add(key + "=" + value));
    return label() + (defaults.isEmpty() ? "" : options.toString());
  }

  /** Reads the next source of a feature string. */
  static SourceText read(MarkedText text) {
    MarkedText.Word word = text.word();
    Optional<SourceKind> kind = Choice.ofLabel(SourceKind.class, word.text());
    if (kind.isPresent()) {
      return kind.get().read(text, word.place());
    }
    throw text.error("one of " + String.join(", ", Choice.labels(SourceKind.class)), word);
  }

  private SourceText read(MarkedText text, int place) {
    SourceOptions options = new SourceOptions(text, defaults);
    Function<DataShape, ImageSource> maker = maker(options);
    String all = defaults.isEmpty() ? "" : "(" + options.canonical() + ")";
    return new SourceText(text, place, label() + all, maker);
  }

  /** The shape of the images; there must be some. */
  private static ImageShape images(DataShape data) {
    return data.image()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected images, found vectors of %d numbers".formatted(data.values())));
  }
}
