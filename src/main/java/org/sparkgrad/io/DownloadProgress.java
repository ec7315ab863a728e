package org.sparkgrad.io;

/** Hears how far a download has come. Called on the thread that asked for the download. */
@FunctionalInterface
public interface DownloadProgress {
  /** The total of a download whose length the server does not tell. */
  long UNKNOWN = -1;

  /** Hears nothing. */
  DownloadProgress NONE = (received, total) -> {};

  /**
   * Called after each part that came.
   *
   * @param received bytes so far
   * @param total bytes of the whole, or {@link #UNKNOWN}
   */
  void update(long received, long total);
}
