package org.sparkgrad.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the shape of images: {@code HxW}, which has three channels, or {@code HxWxC}. */
final class ImageSize implements ITypeConverter<ImageShape> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})(?:x(\\d{1,3}))?");
  private static final int COLOURS = 3;

  @Override
  public ImageShape convert(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new TypeConversionException(
          "expected height, width and perhaps channels, such as 32x32 or 28x28x1, found '%s'"
              .formatted(text));
    }
    int channels = form.group(3) == null ? COLOURS : Integer.parseInt(form.group(3));
    try {
      ImageShape shape =
          new ImageShape(
              channels, Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
      return DataShape.ofImages(shape, 2).image().orElseThrow();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
