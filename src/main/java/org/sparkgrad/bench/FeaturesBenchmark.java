package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.format.DataFile;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.feature.Extraction;
import org.sparkgrad.feature.FeatureString;
import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.image.ImageFeatures;

/**
 * Features of all images, training and test, computed on the executors from the cached bytes; then
 * HOG of one image after the other on one thread, against scikit-image's {@code hog} where both
 * have the same definition, on the same images.
 */
public record FeaturesBenchmark(JavaSparkContext context, DataSource source, int partitions)
    implements Benchmark {
  private static final ImageFeatures HOG_AND_HSV =
      FeatureString.parse("hog(cell=4/8)+hsv(bins=8,cell=8,weighted=true)")
          .at(RawSoftmax.DATA)
          .extracted();
  private static final ImageFeatures HOG_OF_SCIKIT_IMAGE =
      FeatureString.parse("hog(cell=4,voting=none)").at(RawSoftmax.DATA).extracted();
  private static final PythonScript SCIKIT_IMAGE = new PythonScript("scikit_image_hog.py");
  private static final int EXTRACTIONS = 5;
  private static final int MOST_IMAGES = 500;
  private static final int WARM_UP = 100;
  private static final int ROUNDS = 50;
  private static final int SCIKIT_IMAGE_ROUNDS = 7;

  @Override
  public String name() {
    return "features";
  }

  @Override
  public String description() {
    return "HOG and HSV of all images, and HOG of an image against scikit-image";
  }

  @Override
  public List<Measurement> run() {
    List<Measurement> measurements = new ArrayList<>();
    try (LabelledRows train = PartLoader.load(context, source.train(), partitions);
        LabelledRows test = PartLoader.load(context, source.test(), partitions)) {
      measurements.add(extractAll(train, test));
      measurements.addAll(extractAlone(train.blocks().first()));
    }
    return measurements;
  }

  private static Measurement extractAll(LabelledRows train, LabelledRows test) {
    JavaRDD<Block> images = train.blocks().union(test.blocks());
    // Counting forces every block of features, and lets go of it.
    JavaRDD<Block> features = new Extraction(HOG_AND_HSV, false).of(images);
    Samples samples = Samples.inTurn(1, EXTRACTIONS, features::count)[0];
    String name =
        String.format(
            Locale.ROOT,
            "features: HOG and HSV, %,d values, of %,d images",
            HOG_AND_HSV.size(),
            train.rows() + test.rows());
    return Measurement.alone(name, "s", 1e-3 * samples.median()).spreading(samples.spread());
  }

  /** The first images of the first file, which Python reads too. */
  private List<Measurement> extractAlone(Block block) {
    DataFile file = source.train().files().get(0);
    int images = Math.min(MOST_IMAGES, block.rows().size());
    Samples samples = Samples.inTurn(WARM_UP, ROUNDS, extraction(block, images))[0];
    String name =
        String.format(
            Locale.ROOT,
            "features: HOG of an image, %,d values, one thread",
            HOG_OF_SCIKIT_IMAGE.size());
    Measurement own =
        Measurement.alone(name, "us", 1e3 * samples.median() / images).spreading(samples.spread());
    OptionalDouble other =
        SCIKIT_IMAGE.run(source.kind(), List.of(file), images, SCIKIT_IMAGE_ROUNDS);
    return other.isPresent()
        ? List.of(own.against(other.getAsDouble()))
        : List.of(
            own,
            Measurement.skipped(
                "features: scikit-image skipped, no CIFAR-10 or no python3 with scikit-image here",
                "us"));
  }

  private static Runnable extraction(Block block, int images) {
    FeatureExtractor extractor = HOG_OF_SCIKIT_IMAGE.extractor();
    int size = HOG_OF_SCIKIT_IMAGE.size();
    float[] values = new float[images * size];
    return () -> {
      for (int image = 0; image < images; image++) {
        int from = block.pixelStart(block.firstRow() + image);
        extractor.extract(block.pixels(), from, values, image * size);
      }
    };
  }
}
