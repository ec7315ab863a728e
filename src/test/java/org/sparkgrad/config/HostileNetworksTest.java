package org.sparkgrad.config;

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

/** Descriptions of networks, edited and made of their own words, are understood or refused. */
class HostileNetworksTest {
  private static final DataShape DATA = DataShape.ofImages(ImageShape.CIFAR, 10);
  private static final String NET =
      "whiten(2)|gelu|conv(8,3,pad=1,bias=false)|batch-norm(group=8)|relu|max-pool(2)|dropout(0.2)|affine(10)";

  @Property(tries = 1000, seed = Edits.SEED)
  void edited(@ForAll(supplier = Edits.class) List<Edit> edits) {
    parse(new String(Edit.all(edits, NET.getBytes(ISO_8859_1)), ISO_8859_1));
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
            "conv",
            "max-pool",
            "average-pool",
            "affine",
            "relu",
            "batch-norm",
            "whiten",
            "dropout",
            "scale",
            "pad",
            "bias",
            "0",
            "1",
            "2",
            "10",
            "3072",
            "2147483647",
            "99999999999",
            "-1",
            "0.5",
            "1e999",
            "NaN",
            "1/0",
            "true",
            " ",
            "\u0000")
        .list()
        .ofMaxSize(12);
  }

  private static void parse(String text) {
    Ending.worksOrIsRefused(
        IllegalArgumentException.class,
        () -> NetworkText.parse(text).network(DATA, DATA.values(), 1).parameters());
  }
}
