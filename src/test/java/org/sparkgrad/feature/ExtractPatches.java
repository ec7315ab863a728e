package org.sparkgrad.feature;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.sparkgrad.CifarShape;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.image.patch.PatchDictionary;
import org.sparkgrad.image.patch.PatchGrid;
import org.sparkgrad.image.patch.PatchReader;
import org.sparkgrad.image.patch.Patches;
import org.sparkgrad.linalg.KernelInUse;
import org.sparkgrad.linalg.Matrix;

/** Fits dictionaries and codes images without Spark: all that a virtual machine of a test does. */
final class ExtractPatches {
  private static final int IMAGES = 3;

  private ExtractPatches() {}

  /** Prints the name of the kernel, and the hash of dictionaries and values. */
  public static void main(String[] arguments) {
    System.out.printf("%s %s%n", KernelInUse.name(), sha256());
  }

  static String sha256() {
    StringBuilder all = new StringBuilder();
    for (String options :
        List.of(
            "dictionary=omp-1,rounds=3,mirrors=true",
            "dictionary=k-means,rounds=3,coding=triangle",
            "dictionary=random,regions=3,stride=2")) {
      all.append(sha256("patches(sample=400,filters=70," + options + ")"));
    }
    return DigestUtils.sha256Hex(all.toString());
  }

  private static String sha256(String text) {
    FeaturePipeline pipeline = CifarShape.features(text);
    Patches patches = pipeline.patches().get(0);
    PatchDictionary dictionary = new DictionaryFit(patches).of(sample(patches));
    ImageFeatures features = pipeline.extracted(List.of(() -> dictionary));
    FeatureExtractor extractor = features.extractor();
    float[] values = new float[IMAGES * features.size()];
    for (int image = 0; image < IMAGES; image++) {
      extractor.extract(TinyBlocks.image(image), 0, values, image * features.size());
    }
    return digest(dictionary.filters()) + digest(values);
  }

  private static Matrix sample(Patches patches) {
    PatchGrid grid = patches.grid();
    int size = patches.dictionary().sample();
    PatchReader reader = new PatchReader(grid, patches.dictionary().contrast());
    Random random = new Random(5);
    float[] sample = new float[size * grid.length()];
    for (int i = 0; i < size; i++) {
      int row = random.nextInt(26);
      reader.read(TinyBlocks.image(i % 9), 0, row, random.nextInt(26), sample, i * grid.length());
    }
    return Matrix.of(sample, size, grid.length());
  }

  private static String digest(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return DigestUtils.sha256Hex(bytes.array());
  }
}
