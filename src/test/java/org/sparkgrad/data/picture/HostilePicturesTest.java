package org.sparkgrad.data.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.sparkgrad.Edit;
import org.sparkgrad.Edits;
import org.sparkgrad.Ending;
import org.sparkgrad.PictureBytes;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.image.ImageShape;

/** Pictures after any edits are decoded or refused. */
class HostilePicturesTest {
  private static final byte[] PNG = made("png");
  private static final byte[] GIF = made("gif");
  private static final byte[] BMP = made("bmp");
  private static final byte[] JPEG = PictureBytes.withOrientation(made("jpg"), 6);

  private static byte[] made(String format) {
    return PictureBytes.of(PictureBytes.picture(TinyCifar.image(5, 1)), format);
  }

  private static void decode(byte[] file) {
    Ending.worksOrIsRefused(
        PictureException.class, () -> PictureDecoder.decode(file, ImageShape.CIFAR));
  }

  @Property(tries = 400, seed = Edits.SEED)
  void png(@ForAll(supplier = Edits.class) List<Edit> edits) {
    decode(Edit.all(edits, PNG));
  }

  /** As one who wants it read would write it. */
  @Property(tries = 800, seed = Edits.SEED)
  void pngWhoseChecksumsFit(@ForAll(supplier = Edits.class) List<Edit> edits) {
    decode(withChecksums(Edit.all(edits, PNG)));
  }

  @Property(tries = 600, seed = Edits.SEED)
  void gif(@ForAll(supplier = Edits.class) List<Edit> edits) {
    decode(Edit.all(edits, GIF));
  }

  @Property(tries = 600, seed = Edits.SEED)
  void bmp(@ForAll(supplier = Edits.class) List<Edit> edits) {
    decode(Edit.all(edits, BMP));
  }

  @Property(tries = 800, seed = Edits.SEED)
  void jpeg(@ForAll(supplier = Edits.class) List<Edit> edits) {
    decode(Edit.all(edits, JPEG));
  }

  @Property(tries = 200, seed = Edits.SEED)
  void inks(@ForAll(supplier = Edits.class) List<Edit> edits) throws IOException {
    decode(Edit.all(edits, PictureBytes.withAdobeMark(PictureBytes.inks(55, 0, 155, 51), 2)));
  }

  private static byte[] withChecksums(byte[] png) {
    ByteBuffer chunks = ByteBuffer.wrap(png);
    int start = 8;
    while (start + 12 <= png.length) {
      int length = chunks.getInt(start);
      if (length < 0 || length > png.length - start - 12) {
        return png;
      }
      CRC32 sum = new CRC32();
      sum.update(png, start + 4, length + 4);
      chunks.putInt(start + 8 + length, (int) sum.getValue());
      start += 12 + length;
    }
    return png;
  }
}
