package org.sparkgrad.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.ImageSource;
import org.sparkgrad.image.RawPixels;
import org.sparkgrad.image.hog.BlockNorm;
import org.sparkgrad.image.hog.Hog;
import org.sparkgrad.image.hog.HogGradient;
import org.sparkgrad.image.hog.HogVoting;
import org.sparkgrad.image.hsv.HsvHistogram;

class FeatureParserTest {
  private static final String HOG_DEFAULTS =
      "hog(cell=8,block=2,stride=1,orientations=9,gradient=strongest-channel,norm=l2-hys,"
          + "voting=trilinear)";
  private static final String HSV_DEFAULTS = "hsv(bins=10/10/10,cell=32,weighted=false)";

  private static List<ImageSource> sources(String text) {
    return CifarShape.features(text).sources().stream().map(FeatureSource::features).toList();
  }

  private static Hog hog(HogGradient gradient, int orientations, int block, Integer... cells) {
    return new Hog(
        ImageShape.CIFAR,
        gradient,
        orientations,
        List.of(cells),
        block,
        1,
        BlockNorm.L2_HYS,
        HogVoting.TRILINEAR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hog", "hog()", " hog ( ) ", HOG_DEFAULTS})
  void hogIsThatOfDalalAndTriggsByDefault(String text) {
    assertEquals(List.of(hog(HogGradient.STRONGEST_CHANNEL, 9, 2, 8)), sources(text));
    assertEquals(HOG_DEFAULTS, CifarShape.features(text).toString());
  }

  @Test
  void hogTakesItsOptionsInAnyOrder() {
    assertEquals(
        List.of(
            new Hog(
                ImageShape.CIFAR,
                HogGradient.LUMA,
                7,
                List.of(4, 8),
                2,
                2,
                BlockNorm.NONE,
                HogVoting.ORIENTATION)),
        sources(
            "hog(voting=orientation, norm=none,gradient=luma, orientations=7,stride=2,block=2,"
                + " cell=4/8)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hsv", "hsv()", "hsv(bins=10)", "hsv( bins = 10 / 10/10 )", HSV_DEFAULTS})
  void hsvHasTenBinsOfEachChannelByDefault(String text) {
    assertEquals(
        List.of(new HsvHistogram(ImageShape.CIFAR, 10, 10, 10, List.of(32), false)), sources(text));
    assertEquals(HSV_DEFAULTS, CifarShape.features(text).toString());
  }

  @Test
  void hsvTakesItsOptions() {
    assertEquals(
        List.of(new HsvHistogram(ImageShape.CIFAR, 10, 0, 4, List.of(32, 8), true)),
        sources("hsv(bins=10/0/4,cell=32/8,weighted=true)"));
  }

  /** 4 cells a side: 3 x 3 blocks of 2 x 2 cells of 9 bins; 3 x 10 bins; 3,072 pixels. */
  @Test
  void sourcesStandOneBehindTheOther() {
    FeaturePipeline pipeline = CifarShape.features("hog + hsv + raw + hog(block=1) | center");
    assertEquals(324 + 30 + 3072 + 144, pipeline.size());
    assertFalse(pipeline.readsPixels());
    assertEquals(
        List.of(
            hog(HogGradient.STRONGEST_CHANNEL, 9, 2, 8),
            new HsvHistogram(ImageShape.CIFAR, 10, 10, 10, List.of(32), false),
            new RawPixels(ImageShape.CIFAR),
            hog(HogGradient.STRONGEST_CHANNEL, 9, 1, 8)),
        sources("hog+hsv+raw+hog(block=1)"));
  }

  @Test
  void rawAloneIsReadFromThePixels() {
    assertTrue(CifarShape.features("raw|unit").readsPixels());
    assertFalse(CifarShape.features("raw+raw").readsPixels());
    assertFalse(CifarShape.features("hog").readsPixels());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw",
        "hog(cell=4/8)+hsv(bins=10)|standardize",
        "hsv(bins=3/0/9,weighted=true)|unit|center",
        "raw+hog(norm=l2,gradient=luma)|center|standardize",
        "hog(cell=16,block=1,voting=bilinear)+hog(cell=04)",
        "hog|standardize|pca(0.95)",
        "raw|unit|pca(100,whiten)|center",
        "hog+hsv|pca(1.0)|standardize",
        "raw|zca",
        "hog|zca(0.5)|center"
      })
  void readsBackEqualFromWhatItPrints(String text) {
    FeaturePipeline pipeline = CifarShape.features(text);
    assertEquals(pipeline, CifarShape.features(pipeline.toString()));
    assertEquals(pipeline.toString(), CifarShape.features(pipeline.toString()).toString());
  }

  /** The shell takes a bar for a pipe; tables and models keep the bar. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "raw:standardize raw|standardize",
        "raw:unit:center raw|unit|center",
        "hog:standardize|zca:center hog|standardize|zca|center",
        "hog(cell=4)+hsv:pca(0.95,whiten) hog(cell=4)+hsv|pca(0.95,whiten)"
      })
  void aColonStandsForABar(String colons, String bars) {
    assertEquals(CifarShape.features(bars), CifarShape.features(colons));
    assertEquals(CifarShape.features(bars).toString(), CifarShape.features(colons).toString());
    assertEquals(bars, FeatureString.withBars(colons));
  }

  @Test
  void theGrammarNamesAllThatIsRead() {
    String grammar = FeatureString.grammar();
    SourceKind.forms().forEach(form -> assertTrue(grammar.contains(form), grammar));
    for (String form : SourceKind.forms()) {
      CifarShape.features(form);
    }
    for (PixelStage stage : PixelStage.values()) {
      assertTrue(grammar.contains(" " + stage.label() + ","), grammar);
    }
    for (String form : DenseStageText.FORMS) {
      assertTrue(grammar.contains(form), grammar);
      CifarShape.features("hog:" + form);
    }
    for (String name : DenseStageText.NAMES) {
      assertTrue(DenseStageText.FORMS.stream().anyMatch(form -> form.startsWith(name)), name);
    }
  }

  /** Characters count from 1. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // What a source is called.
        "'';                    expected one of raw, hog, hsv, patches, found ''; 1",
        "hug(cell=4);           expected one of raw, hog, hsv, patches, found 'hug'; 1",
        "RAW;                   expected one of raw, hog, hsv, patches, found 'RAW'; 1",
        "hog+;                  expected one of raw, hog, hsv, patches, found ''; 5",
        "hog + hsb;             expected one of raw, hog, hsv, patches, found 'hsb'; 7",
        "+hog;                  expected one of raw, hog, hsv, patches, found ''; 1",
        "unit|raw;              expected one of raw, hog, hsv, patches, found 'unit'; 1",
        // Its options: names.
        "hog(size=4);           expected one of cell, block, stride, orientations, gradient, norm, voting, found 'size'; 5",
        "hsv(bins=4,);          expected one of bins, cell, weighted, found ''; 12",
        "hsv(10);               expected one of bins, cell, weighted, found '10'; 5",
        "raw(cell=4);           expected no option, found 'cell'; 5",
        "hog(cell=4,cell=8);    expected each option once, found 'cell'; 12",
        // Marks.
        "hog(cell=4;            expected ',' or ')', found the end; 11",
        "hog(cell=4|unit);      expected ',' or ')', found '|'; 11",
        "hog(cell);             expected '=' after 'cell', found ')'; 9",
        "hog(cell=4));          expected '+', '|', ':' or the end, found ')'; 12",
        "hog(cell=4)(block=2);  expected '+', '|', ':' or the end, found '('; 12",
        "hog,hsv;               expected '+', '|', ':' or the end, found ','; 4",
        "hog|center+hsv;        expected '|', ':' or the end, found '+'; 11",
        "hog|center(3);         expected '|', ':' or the end, found '('; 11",
        // Values.
        "hog(cell=);            expected a whole number, found ''; 10",
        "hog(cell=four);        expected a whole number, found 'four'; 10",
        "hog(cell=4/8.5);       expected a whole number, found '8.5'; 12",
        "hog(cell=4//8);        expected a whole number, found ''; 12",
        "hog(block=2/3);        expected a whole number, found '2/3'; 11",
        "hsv(bins=99999999999); expected a whole number, found '99999999999'; 10",
        "hsv(bins=10/0);        expected 1 or 3 whole numbers, found '10/0'; 10",
        "hsv(weighted=yes);     expected one of false, true, found 'yes'; 14",
        "hog( norm = l3 );      expected one of none, l2, l2-hys, found 'l3'; 13",
        "hog(gradient=red);     expected one of luma, strongest-channel, found 'red'; 14",
        "hog(voting=all);       expected one of none, orientation, bilinear, trilinear, found 'all'; 12",
        // Values that do not go with each other or the image; the source's place.
        "raw+hog(cell=5);       HOG: expected cells of a size that divides 32 (1, 2, 4, 8, 16, 32), found 5 in [5]; 5",
        "hog(cell=16,block=3);  'HOG: expected blocks of 1 to 2 cells a side (cells of 16 pixels), found 3'; 1",
        "hog(orientations=0);   HOG: expected 1 to 180 orientations, found 0; 1",
        "hog+hsv(bins=0);       'HSV histogram: expected bins of hue, saturation or value, found none of each'; 5",
        "hog(cell=1,block=1,orientations=180); expected at most 40000 values per row, found 184320; 1",
        // Stages.
        "hog|;                  expected one of unit, center, standardize, standardize-channels, pca, zca, found ''; 5",
        "hog:;                  expected one of unit, center, standardize, standardize-channels, pca, zca, found ''; 5",
        "hog:unit:blur;         expected one of unit, center, standardize, standardize-channels, pca, zca, found 'blur'; 10",
        "hog(cell:4);           expected '=' after 'cell', found ':'; 9",
        "hog||unit;             expected one of unit, center, standardize, standardize-channels, pca, zca, found ''; 5",
        "hog|center|blur;       expected one of unit, center, standardize, standardize-channels, pca, zca, found 'blur'; 12",
        "hog|standardize-channels; expected 'standardize-channels' with raw alone, found it with other features; 5",
        "raw|pca(9)|standardize-channels; expected 'standardize-channels' with raw alone, found it with other features; 12",
        // Stages that mix all values.
        "hog|pca;               expected '(' after 'pca', found the end; 8",
        "hog|pca();             'expected a share such as 0.95, or a number of components, found '''''; 9",
        "hog|pca(0);            'expected a share such as 0.95, or a number of components, found ''0'''; 9",
        "hog|pca(325);          'expected a share such as 0.95, or 1 to 324 components, found ''325'''; 9",
        "hog|pca(all);          'expected a share such as 0.95, or a number of components, found ''all'''; 9",
        "hog|pca(1.5);          expected a share of the variance above 0 and up to 1.0, found '1.5'; 9",
        "hog|pca(0.0);          expected a share of the variance above 0 and up to 1.0, found '0.0'; 9",
        "hog|pca(0.9,white);    expected 'whiten', found 'white'; 13",
        "hog|pca(0.9,whiten;    expected ')', found the end; 19",
        "hog|pca(0.9;           expected ',' or ')', found the end; 12",
        "hog|zca(0);            expected an epsilon above 0, found '0'; 9",
        "hog|zca(x);            expected an epsilon above 0, found 'x'; 9",
        "hog|pca(9)|zca;        expected one of pca and zca, found 'zca' after another; 12",
        "raw+hog(cell=4)|pca(9); expected at most 4096 values per row before 'pca', found 4836; 17",
        "raw+hog|zca;           expected at most 3072 values per row before 'zca', found 3396; 9",
      })
  void namesEveryKindOfMistakeWithItsPlace(String text, String message, int place) {
    var error = assertThrows(IllegalArgumentException.class, () -> CifarShape.features(text));
    assertEquals("%s at character %d of '%s'".formatted(message, place, text), error.getMessage());
  }

  /** 1,024 cells of 36 bins. */
  @Test
  void takesAsManyValuesAsFitABlock() {
    assertEquals(36_864, CifarShape.features("hog(cell=1,block=1,orientations=36)").size());
  }
}
