package org.sparkgrad.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkgrad.config.NamedNetwork;

/** The gradients of the networks that have a name, as they are, against central differences. */
@ExtendWith(LocalMaster.class)
class NamedNetworksProof {
  @TempDir Path place;

  @ParameterizedTest
  @EnumSource
  void passesTheCheck(NamedNetwork network) {
    Path data = TinyRun.data(place.resolve("tiny"));
    Call.of(
            "gradcheck",
            "--data",
            data.toString(),
            "--model",
            network.label(),
            "--loss",
            "softmax,one-vs-rest-squared-hinge",
            "--penalty",
            "l2",
            "--rows",
            "2",
            "--coordinates",
            "2")
        .done();
  }
}
