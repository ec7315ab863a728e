package org.sparkgrad.io;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A running SHA-256 digest. */
public final class Sha256 {
  private final MessageDigest digest;

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Takes in {@code bytes[0 .. length)}. */
  public void update(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  /** The digest in hexadecimal; what was taken in is forgotten. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
