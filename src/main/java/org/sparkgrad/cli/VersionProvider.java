package org.sparkgrad.cli;

import org.sparkgrad.artifact.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"sparkgrad " + Version.text()};
  }
}
