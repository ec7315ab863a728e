package org.sparkgrad.cli;

/** The cluster is unavailable; exit code 1. */
final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClusterException(String message) {
    super(message);
  }
}
