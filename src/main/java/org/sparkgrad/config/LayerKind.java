package org.sparkgrad.config;

import java.util.Arrays;
import java.util.List;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.layer.Affine;
import org.sparkgrad.layer.AveragePool;
import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.layer.Flatten;
import org.sparkgrad.layer.Gelu;
import org.sparkgrad.layer.GhostNorm;
import org.sparkgrad.layer.GroupNorm;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.MaxPool;
import org.sparkgrad.layer.PairRectifier;
import org.sparkgrad.layer.Rectifier;
import org.sparkgrad.layer.Scale;

/** The layers of a network's description, with their options and defaults. */
enum LayerKind implements Choice {
  CONV("filters,kernel,stride=1,pad=0,bias=true", true) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new Convolution(
          context.next("conv"),
          options.count("filters"),
          options.count("kernel"),
          options.count("stride"),
          options.count("pad"),
          options.flag("bias"),
          false);
    }
  },

  /** A convolution whose filters are fitted to the training part, and stay. */
  WHITEN("size,bias=true", true) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      int size = options.count("size");
      long values = Math.multiplyExact((long) context.channels() * size, size);
      if (values > MOST_WHITENED) {
        throw new IllegalArgumentException(
            "whiten: expected patches of at most %d values, found %d"
                .formatted(MOST_WHITENED, values));
      }
      return new Convolution("whiten", (int) (2 * values), size, 1, 0, options.flag("bias"), true);
    }
  },
  RELU("", false) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new Rectifier();
    }
  },
  GELU("", false) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new Gelu();
    }
  },
  PAIRS("", false) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new PairRectifier();
    }
  },
  MAX_POOL("size,stride=size", true) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new MaxPool(options.count("size"), options.count("stride"));
    }
  },
  AVERAGE_POOL("size,stride=size", true) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new AveragePool(options.count("size"), options.count("stride"));
    }
  },
  BATCH_NORM("group=64,scale=true,epsilon=1e-5", false) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new GhostNorm(
          context.next("norm"),
          options.count("group"),
          options.flag("scale"),
          options.number("epsilon"));
    }
  },
  GROUP_NORM("groups,epsilon=1e-5", false) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new GroupNorm(
          context.next("norm"), options.count("groups"), options.number("epsilon"));
    }
  },
  LAYER_NORM("epsilon=1e-5", false) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new GroupNorm(context.next("norm"), 1, options.number("epsilon"));
    }
  },
  DROPOUT("rate", false) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new Dropout(options.number("rate"), context.seed(), context.nextDropout());
    }
  },
  FLATTEN("", false) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new Flatten();
    }
  },
  SCALE("factor", false) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new Scale(options.number("factor"));
    }
  },
  AFFINE("outputs,bias=true", false) {
    @Override
    Layer layer(LayerOptions options, NetworkContext context) {
      return new Affine(
          context.nextAffine(), options.outputs(context.classes()), options.flag("bias"));
    }
  };

  /** Their covariance has the square of it, which the driver finds the eigenvectors of. */
  private static final int MOST_WHITENED = 3072;

  private final String options;
  private final boolean ofMaps;

  /**
   * @param options as they would be typed; those without a default come first
   * @param ofMaps whether it looks at the places of a map, not only at its values
   */
  LayerKind(String options, boolean ofMaps) {
    this.options = options;
    this.ofMaps = ofMaps;
  }

  /** The layer in a network that is made. */
  abstract Layer layer(LayerOptions options, NetworkContext context);

  List<String> options() {
    return options.isEmpty() ? List.of() : Arrays.asList(options.split(",", -1));
  }

  boolean ofMaps() {
    return ofMaps;
  }

  /** The layer with all its options, each at its default. */
  String form() {
    return options.isEmpty() ? label() : label() + "(" + options + ")";
  }
}
