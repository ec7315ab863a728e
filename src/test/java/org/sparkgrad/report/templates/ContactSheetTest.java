package org.sparkgrad.report.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.image.ImageShape;

class ContactSheetTest {
  private static final int PLANE = 1024;
  private static final String UNIT = "score per step";

  private static Template template(String name, float... first) {
    float[] slopes = new float[3 * PLANE];
    System.arraycopy(first, 0, slopes, 0, first.length);
    return new Template(name, ImageShape.CIFAR, slopes);
  }

  private static float[] constant(float value) {
    float[] slopes = new float[3 * PLANE];
    Arrays.fill(slopes, value);
    return slopes;
  }

  @Test
  void zeroIsMidGrey() {
    BufferedImage picture = template("zero").picture(1);
    assertEquals(0xFF808080, picture.getRGB(0, 0));
    assertEquals(0xFF808080, picture.getRGB(31, 31));
  }

  /** Red at the left of the first row, green below, blue in the last pixel. */
  @Test
  void slopesAreBrightIfPositiveAndDarkIfNegative() {
    float[] slopes = new float[3 * PLANE];
    slopes[0] = 2;
    slopes[1] = -2;
    slopes[PLANE + 32] = 1;
    slopes[3 * PLANE - 1] = 50;
    BufferedImage picture = new Template("some", ImageShape.CIFAR, slopes).picture(2);
    assertEquals(0xFFFF8080, picture.getRGB(0, 0));
    assertEquals(0xFF008080, picture.getRGB(1, 0));
    assertEquals(0xFF80BF80, picture.getRGB(0, 1));
    assertEquals(0xFF8080FF, picture.getRGB(31, 31));
  }

  @Test
  void allTemplatesHaveOneRange() {
    Template weak = new Template("weak", ImageShape.CIFAR, constant(0.5f));
    Template strong = new Template("strong", ImageShape.CIFAR, constant(-4));
    ContactSheet sheet = new ContactSheet(List.of(weak, strong), UNIT);
    assertEquals(4, sheet.range());
    assertEquals(0xFF8F8F8F, sheet.pictures().get(0).getRGB(5, 5));
    assertEquals(0xFF000000, sheet.pictures().get(1).getRGB(5, 5));
    assertEquals("mid grey: 0; black to white: -4.00 to 4.00 score per step", sheet.caption());
  }

  @Test
  void aFewStrongPixelsDoNotMakeTheRestGrey() {
    float[] slopes = constant(1);
    slopes[7] = 1000;
    assertEquals(
        1,
        new ContactSheet(List.of(new Template("spike", ImageShape.CIFAR, slopes)), UNIT).range());
  }

  @Test
  void hasARangeAlsoIfNearlyAllIsZero() {
    assertEquals(1, new ContactSheet(List.of(template("none")), UNIT).range());
    assertEquals(3, new ContactSheet(List.of(template("one", -3)), UNIT).range());
  }

  @Test
  void showsEveryTemplateMagnified() throws IOException {
    List<Template> templates =
        IntStream.range(0, 64)
            .mapToObj(
                i -> new Template("unit " + i, ImageShape.CIFAR, constant(i % 2 == 0 ? 1 : -1)))
            .toList();
    byte[] png = new ContactSheet(templates, UNIT).png();
    BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(png));
    for (int i = 0; i < 64; i++) {
      int x = 12 + i % 8 * (96 + 8);
      int y = 12 + i / 8 * (96 + 8 + 18);
      int expected = i % 2 == 0 ? 0xFFFFFFFF : 0xFF000000;
      assertEquals(expected, sheet.getRGB(x, y));
      assertEquals(expected, sheet.getRGB(x + 95, y + 95));
    }
    assertTrue(sheet.getWidth() < 900);
  }

  @Test
  void shortensLongNames() {
    String endless = String.join("", Collections.nCopies(10_000, "<script>"));
    BufferedImage sheet = new ContactSheet(List.of(template(endless), template("")), UNIT).image();
    assertTrue(sheet.getWidth() < 900);
  }

  @Test
  void oneChannelIsGrey() {
    float[] slopes = {1, -1, 0, 0.5f, 0, 0};
    BufferedImage picture = new Template("grey", new ImageShape(1, 2, 3), slopes).picture(1);
    assertEquals(3, picture.getWidth());
    assertEquals(2, picture.getHeight());
    assertEquals(0xFFFFFFFF, picture.getRGB(0, 0));
    assertEquals(0xFF000000, picture.getRGB(1, 0));
    assertEquals(0xFFBFBFBF, picture.getRGB(0, 1));
  }

  /** 24 x 16 pixels, five times as large; 200 x 100 pixels made smaller. */
  @ParameterizedTest
  @CsvSource({"24, 16, 120, 80", "16, 24, 80, 120", "28, 28, 112, 112", "200, 100, 128, 64"})
  void magnifiesTemplatesOfAnyShape(int height, int width, int down, int across) {
    float[] slopes = new float[height * width];
    ImageShape shape = new ImageShape(1, height, width);
    Arrays.fill(slopes, -1);
    BufferedImage sheet = new ContactSheet(List.of(new Template("", shape, slopes)), UNIT).image();
    for (int y = 0; y < down + 4; y++) {
      for (int x = 0; x < across + 4; x++) {
        boolean inside = x < across && y < down;
        assertEquals(inside ? 0xFF000000 : 0xFFFFFFFF, sheet.getRGB(12 + x, 12 + y));
      }
    }
  }

  @Test
  void refusesSlopesOfOtherImages() {
    ImageShape shape = new ImageShape(1, 2, 3);
    float[] slopes = new float[5];
    var error =
        assertThrows(IllegalArgumentException.class, () -> new Template("odd", shape, slopes));
    assertEquals(
        "template 'odd': expected 6 slopes for images of 1 x 2 x 3, found 5", error.getMessage());
  }
}
