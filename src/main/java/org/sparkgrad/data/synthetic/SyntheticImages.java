package org.sparkgrad.data.synthetic;

import java.util.List;
import java.util.Objects;
import org.sparkgrad.data.format.Cifar10Layout;
import org.sparkgrad.data.synthetic.SyntheticPattern.Placement;
import org.sparkgrad.image.CentreCrop;
import org.sparkgrad.image.ImageShape;

/**
 * Draws images of ten synthetic classes that are about as hard as CIFAR-10 for a linear model.
 *
 * <p>An image is {@code 128 + contrast (field + template + colour pattern) + brightness + noise},
 * rounded and clamped to a byte. The template is the class's own weak, smooth tint: all that a
 * linear model of pixels can learn, under a random smooth field of the same waves. The pattern is
 * the class's own shape ({@link SyntheticPattern}) at a random place, phase and polarity, in a
 * colour near the class's own hue or its complement: what gradient histograms and hue histograms
 * see.
 *
 * <p>The same seed, key and label draw the same bytes on any Java runtime. Seeds differ in the
 * draws only; the classes are the same for all of them.
 */
public final class SyntheticImages {
  /** The shape in which images are drawn: three channels of 32 x 32 pixels. */
  public static final ImageShape SHAPE = ImageShape.CIFAR;

  // Constants of the compiler, as the classes that draw need each other's.
  static final int CHANNELS = 3;
  static final int SIDE = 32;
  static final int PLANE = SIDE * SIDE;

  private static final int CLASSES = Cifar10Layout.CLASSES;
  private static final List<SyntheticPattern> PATTERNS = List.of(SyntheticPattern.values());

  // Strengths are in grey levels, spreads in radians; the template's is a part of the field's.
  private static final double FIELD = 22;
  private static final double FIELD_COLOUR = 0.4;
  private static final double TEMPLATE = 0.31 * FIELD;
  private static final double PATTERN = 38;
  private static final double NOISE = 14;
  private static final double BRIGHTNESS = 15;
  private static final double HUE_SPREAD = 0.31;
  private static final double TILT_SPREAD = 0.12;

  /** Any constant: it fixes which tints the classes have. */
  private static final long TEMPLATE_SEED = 0x5350_4152_4b47_5241L;

  private static final double[][] TEMPLATES = templates();

  private final long seed;

  public SyntheticImages(long seed) {
    this.seed = seed;
  }

  private static double[][] templates() {
    double[][] templates = new double[CLASSES][];
    DrawSequence random = new DrawSequence(TEMPLATE_SEED, 0);
    for (int label = 0; label < CLASSES; label++) {
      templates[label] = field(random);
      for (int i = 0; i < LowFrequencyField.COEFFICIENTS; i++) {
        if (!LowFrequencyField.mirrors(i)) {
          templates[label][i] = 0;
        }
      }
    }
    return templates;
  }

  /**
   * Draws one image into {@code bytes[offset]} to {@code bytes[offset + 3071]}, in the order of
   * {@link ImageShape}.
   *
   * @param label the class, 0 to 9
   * @param file with {@code row}, the key of the image: another key is another image of the class
   * @param row the second part of the key, not negative
   * @throws IllegalArgumentException if there is no such class
   * @throws IndexOutOfBoundsException if the image does not fit
   */
  public void draw(int label, int file, int row, byte[] bytes, int offset) {
    if (label < 0 || label >= CLASSES) {
      throw new IllegalArgumentException(
          "draw a synthetic image: expected a label of 0 to " + (CLASSES - 1) + ", got " + label);
    }
    Objects.checkFromIndexSize(offset, SHAPE.bytes(), bytes.length);
    DrawSequence random = new DrawSequence(seed, stream(file, row));
    double[] image = new double[SHAPE.bytes()];
    double contrast = random.uniform(0.7, 1.3);
    LowFrequencyField.add(FIELD, field(random), image);
    LowFrequencyField.add(TEMPLATE, TEMPLATES[label], image);
    addPattern(label, random, image);
    double centre = 128 + BRIGHTNESS * random.gaussian();
    for (int i = 0; i < image.length; i++) {
      double value = centre + contrast * image[i] + NOISE * random.gaussian();
      bytes[offset + i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
  }

  /**
   * The same image in another shape, cropped, resized and made grey as {@link CentreCrop} says.
   *
   * @param shape of one or three channels
   */
  public byte[] draw(int label, int file, int row, ImageShape shape) {
    byte[] image = new byte[SHAPE.bytes()];
    draw(label, file, row, image, 0);
    return shape.equals(SHAPE) ? image : CentreCrop.of(new DrawnRows(image), shape);
  }

  /** The stream of random numbers of a key; a negative row leads to streams of no image. */
  static long stream(int file, int row) {
    return ((long) file << 32) | (row & 0xffff_ffffL);
  }

  /** Like light and shade of photographs, the field is more of grey than of colour. */
  private static double[] field(DrawSequence random) {
    double[] coefficients = new double[LowFrequencyField.COEFFICIENTS];
    int waves = LowFrequencyField.COEFFICIENTS / CHANNELS;
    for (int wave = 0; wave < waves; wave++) {
      double deviation = LowFrequencyField.deviation(wave);
      double grey = random.gaussian();
      for (int c = 0; c < CHANNELS; c++) {
        coefficients[c * waves + wave] = deviation * (grey + FIELD_COLOUR * random.gaussian());
      }
    }
    return coefficients;
  }

  private static void addPattern(int label, DrawSequence random, double[] image) {
    SyntheticPattern pattern = PATTERNS.get(label);
    Placement placement = placement(random);
    double[] colour = colour(label, random);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double value = pattern.at(x, y, placement);
        for (int c = 0; c < CHANNELS; c++) {
          image[c * PLANE + y * SIDE + x] += colour[c] * value;
        }
      }
    }
  }

  private static Placement placement(DrawSequence random) {
    double tilt = TILT_SPREAD * random.gaussian();
    return new Placement(
        random.uniform(8, 24),
        random.uniform(8, 24),
        StrictMath.cos(tilt),
        StrictMath.sin(tilt),
        2 * StrictMath.PI / random.uniform(5, 9),
        random.uniform(0, 2 * StrictMath.PI),
        random.sign(),
        random.uniform(7, 11));
  }

  /**
   * Grey plus a tint, under a random polarity. Hues of classes stand 18 degrees apart, as polarity
   * makes a hue and its complement one; a step of three keeps similar patterns apart in hue.
   */
  private static double[] colour(int label, DrawSequence random) {
    double strength = PATTERN * random.sign() * random.uniform(0.6, 1.4);
    double hue = StrictMath.PI * (label * 3 % CLASSES) / CLASSES + HUE_SPREAD * random.gaussian();
    double[] colour = new double[CHANNELS];
    for (int c = 0; c < colour.length; c++) {
      double tint = StrictMath.cos(hue - 2 * StrictMath.PI * c / CHANNELS);
      colour[c] = strength * (1 + tint);
    }
    return colour;
  }
}
