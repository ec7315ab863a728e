package org.sparkgrad.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
  private static final byte[] PIXELS = {9, 1, 2, 3, 4, 5, (byte) 255, 7, 8, 10, 11, 12, 13};

  @Test
  void oneChannelIsGrey() throws IOException {
    byte[] png = Picture.png(Picture.of(new ImageShape(1, 2, 3), PIXELS, 1));
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(3, picture.getWidth());
    assertEquals(2, picture.getHeight());
    assertEquals(0xFF010101, picture.getRGB(0, 0));
    assertEquals(0xFF030303, picture.getRGB(2, 0));
    assertEquals(0xFFFFFFFF, picture.getRGB(2, 1));
  }

  @Test
  void threeChannelsAreRedGreenAndBlue() {
    BufferedImage picture = Picture.of(new ImageShape(3, 2, 2), PIXELS, 1);
    assertEquals(0xFF01050A, picture.getRGB(0, 0));
    assertEquals(0xFF02FF0B, picture.getRGB(1, 0));
    assertEquals(0xFF04080D, picture.getRGB(1, 1));
  }

  @Test
  void otherChannelsCannotBeShown() {
    ImageShape two = new ImageShape(2, 2, 3);
    var error = assertThrows(IllegalArgumentException.class, () -> Picture.of(two, PIXELS, 0));
    assertEquals("picture: expected an image of 1 or 3 channels, found 2", error.getMessage());
  }
}
