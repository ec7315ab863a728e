package org.sparkgrad.cli;

/** Spark does not start, or the cluster is unavailable; exit code 1. */
final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClusterException(String message) {
    super(message);
  }

  ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
