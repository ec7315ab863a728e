package org.sparkgrad.data.picture;

import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.sparkgrad.image.RgbRows;
import org.w3c.dom.Element;

/**
 * Where the first frame of a GIF lies on its screen, as the picture is called that all frames share
 * (GIF89a, sections 18 and 20). Where the frame does not reach, the screen is white; a frame that
 * reaches beyond it makes it larger.
 *
 * @param width of the screen
 * @param height of the screen
 */
record GifFrame(int left, int top, int width, int height) {

  /** Reads both headers, and no pixels. */
  static GifFrame of(ImageReader reader) throws IOException {
    Element screen = element(reader.getStreamMetadata(), "LogicalScreenDescriptor");
    Element frame = element(reader.getImageMetadata(0), "ImageDescriptor");
    int left = number(frame, "imageLeftPosition");
    int top = number(frame, "imageTopPosition");
    return new GifFrame(
        left,
        top,
        Math.max(left + reader.getWidth(0), number(screen, "logicalScreenWidth")),
        Math.max(top + reader.getHeight(0), number(screen, "logicalScreenHeight")));
  }

  private static Element element(IIOMetadata metadata, String name) {
    var root = (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
    return (Element) root.getElementsByTagName(name).item(0);
  }

  private static int number(Element element, String name) {
    return Integer.parseInt(element.getAttribute(name));
  }

  /** The screen with the frame at its place. */
  RgbRows screen(RgbRows frame) {
    boolean fills = frame.width() == width && frame.height() == height;
    return fills ? frame : new PlacedRows(frame, this);
  }
}
