package org.sparkgrad.report.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

class ContactSheetTest {
  private static final int PLANE = 1024;
  private static final String UNIT = "score per step";

  private static Template template(String name, float... first) {
    float[] slopes = new float[3 * PLANE];
    System.arraycopy(first, 0, slopes, 0, first.length);
    return new Template(name, slopes);
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
    BufferedImage picture = new Template("some", slopes).picture(2);
    assertEquals(0xFFFF8080, picture.getRGB(0, 0));
    assertEquals(0xFF008080, picture.getRGB(1, 0));
    assertEquals(0xFF80BF80, picture.getRGB(0, 1));
    assertEquals(0xFF8080FF, picture.getRGB(31, 31));
  }

  @Test
  void allTemplatesHaveOneRange() {
    Template weak = new Template("weak", constant(0.5f));
    Template strong = new Template("strong", constant(-4));
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
    assertEquals(1, new ContactSheet(List.of(new Template("spike", slopes)), UNIT).range());
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
            .mapToObj(i -> new Template("unit " + i, constant(i % 2 == 0 ? 1 : -1)))
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
}
