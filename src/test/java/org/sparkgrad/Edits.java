package org.sparkgrad;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** One to four edits, half of them near the beginning or the end. */
public final class Edits implements ArbitrarySupplier<List<Edit>> {
  /** Of all properties: the same cases each time. */
  public static final String SEED = "15";

  @Override
  public Arbitrary<List<Edit>> get() {
    Arbitrary<Integer> places =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.integers().between(-100, 100)),
            Tuple.of(1, Arbitraries.integers().withDistribution(RandomDistribution.uniform())));
    return Combinators.combine(Arbitraries.of(Edit.Kind.class), places, Arbitraries.integers())
        .as(Edit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }
}
