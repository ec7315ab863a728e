package org.sparkgrad.feature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sparkgrad.Edit;
import org.sparkgrad.Edits;
import org.sparkgrad.Ending;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;

/** Feature strings, edited and made of their own words, are understood or refused. */
class HostileFeaturesTest {
  private static final DataShape DATA = DataShape.ofImages(ImageShape.CIFAR, 10);
  private static final String FEATURES =
      "hog(cell=4,bins=9)+hsv(bins=8)+patches(size=6,filters=100)|standardize|pca(50)|center";

  @Property(tries = 1000, seed = Edits.SEED)
  void edited(@ForAll(supplier = Edits.class) List<Edit> edits) {
    parse(new String(Edit.all(edits, FEATURES.getBytes(ISO_8859_1)), ISO_8859_1));
  }

  @Property(tries = 1000, seed = Edits.SEED)
  void ofTheirWords(@ForAll("words") List<String> words) {
    parse(String.join("", words));
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of(
            "|",
            ":",
            "(",
            ")",
            ",",
            "=",
            "+",
            "raw",
            "hog",
            "hsv",
            "patches",
            "pca",
            "center",
            "standardize",
            "unit",
            "cell",
            "bins",
            "size",
            "filters",
            "stride",
            "0",
            "1",
            "4",
            "9",
            "3072",
            "2147483647",
            "99999999999",
            "-1",
            "0.5",
            "1e999",
            "NaN",
            "true",
            " ",
            "\u0000")
        .list()
        .ofMaxSize(12);
  }

  private static void parse(String text) {
    Ending.worksOrIsRefused(
        IllegalArgumentException.class, () -> FeatureString.parse(text).at(DATA).size());
  }
}
