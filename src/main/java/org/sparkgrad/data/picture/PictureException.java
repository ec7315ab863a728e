package org.sparkgrad.data.picture;

import java.io.IOException;

/** A picture that cannot be read; the message says what was expected and what was found. */
public final class PictureException extends IOException {
  private static final long serialVersionUID = 1L;

  PictureException(String message) {
    super(message);
  }

  PictureException(String message, Throwable cause) {
    super(message, cause);
  }
}
