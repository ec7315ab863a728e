package org.sparkgrad.train;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.model.Network;

/**
 * What a cell would be on given data.
 *
 * @param problems in words, hyperparameters named as the command line's options are; empty if it
 *     can be trained
 * @param network of as many features as there are at least: how many components a projection keeps
 *     is known only once it is fitted; empty if there is a problem with it
 */
public record CheckedCell(List<String> problems, Optional<Network> network) {
  public CheckedCell {
    problems = List.copyOf(problems);
  }
}
