package org.sparkgrad.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.PackedValues;
import org.sparkgrad.linalg.Panels;
import org.sparkgrad.linalg.Patches;

/**
 * Convolutions at fixed parameters, as products of patches and filters, a few images at a time. How
 * many changes no result: outputs and gradients of inputs are sums over one patch, and gradients of
 * weights go on from image to image within a group of rows.
 */
final class ConvolutionPass implements LayerPass {
  /** Places worked on at a time, at least: enough rows that a product's edges cost little. */
  private static final int PLACES = 240;

  private static final int WEIGHTS = 0;
  private static final int BIAS = 1;

  private final Convolution layer;
  private final Shape in;
  private final Shape out;
  private final Weights weights;
  private final Arena arena;
  private final int images;
  private final Patches patches;

  /** The filters of each model, one per column. */
  private final List<Panels> packed = new ArrayList<>();

  ConvolutionPass(Convolution layer, Shape in, Weights weights, Arena arena) {
    this.layer = layer;
    this.in = in;
    this.weights = weights;
    this.arena = arena;
    out = layer.output(in);
    images = atATime(out);
    patches = new Patches(layer.patches(in), images, arena);
    for (int i = 0; i < weights.models(); i++) {
      packed.add(Panels.ofTransposed(weights.matrix(WEIGHTS, i), arena));
    }
  }

  /** Images worked on at a time where the rows of a product are places of such maps. */
  private static int atATime(Shape map) {
    return Math.max(1, PLACES / map.places());
  }

  /** What a pass takes: images in frames of zeros, filters, and sums of one group of rows. */
  static LayerMemory memory(Convolution layer, Shape in, PassSize size) {
    Shape out = layer.output(in);
    int patch = layer.patchSize(in);
    long framed = layer.patches(in).paddedValues(atATime(out));
    long packed = size.models() * PackedValues.all(patch, layer.filters());
    long filters = (long) patch * layer.filters();
    long places = (long) atATime(out) * out.places();
    long sums = 2 * filters + PackedValues.ofTransposed(places, layer.filters());
    long patches = (long) layer.kernel() * layer.kernel() * layer.filters();
    long turned =
        layer.turnedPatches(in).paddedValues(atATime(in))
            + filters
            + PackedValues.all(patches, in.channels())
            + edge(in, size.rows());
    long scratch = Math.max(layer.frozen() ? 0 : sums, size.givesSlopes() ? turned : 0);
    return new LayerMemory(framed + packed, 0, edge(out, size.rows()), scratch);
  }

  /** What a product takes whose rows are places of such maps, those worked on at a time. */
  private static long edge(Shape map, int rows) {
    long places = (long) Math.min(atATime(map), rows) * map.places();
    return PackedValues.ofEdge(places, map.channels());
  }

  @Override
  public void forward(Batch input, Batch output, Draws draws) {
    int sharing = weights.models() / input.copies();
    for (int copy = 0; copy < input.copies(); copy++) {
      for (int row = 0; row < input.rows(); row += images) {
        int count = Math.min(images, input.rows() - row);
        patches.load(input.values(), input.start(copy, row), count);
        for (int i = copy * sharing; i < (copy + 1) * sharing; i++) {
          Matrix places = output.places(i, row, count);
          fill(places, i);
          patches.multiply(packed.get(i), places, arena);
        }
      }
    }
  }

  /** Each place becomes the biases, or zeros. */
  private void fill(Matrix places, int model) {
    int end = places.offset() + places.rows() * places.columns();
    if (!layer.bias()) {
      Arrays.fill(places.values(), places.offset(), end, 0);
      return;
    }
    int from = weights.start(BIAS, model);
    for (int at = places.offset(); at < end; at += places.columns()) {
      System.arraycopy(weights.values(), from, places.values(), at, places.columns());
    }
  }

  @Override
  public void backward(Batch input, Batch output, Batch dOut, Batch dIn, GroupSums gradient) {
    int sharing = weights.models() / input.copies();
    for (int i = 0; i < weights.models(); i++) {
      if (!layer.frozen()) {
        putWeights(input, i / sharing, dOut, i, gradient);
      }
      if (layer.bias()) {
        putBiases(dOut, i, gradient);
      }
      if (dIn != null) {
        turn(dOut, dIn, i);
      }
    }
  }

  private void putWeights(Batch input, int copy, Batch dOut, int model, GroupSums gradient) {
    int size = layer.patchSize(in);
    gradient.put(
        weights.start(WEIGHTS, model),
        size * layer.filters(),
        (group, sums) -> {
          int mark = arena.mark();
          Matrix transposed = arena.matrix(size, layer.filters());
          Arrays.fill(transposed.values(), 0, size * layer.filters(), 0);
          int end = gradient.groups().end(group);
          for (int row = gradient.groups().start(group); row < end; row += images) {
            int count = Math.min(images, end - row);
            patches.load(input.values(), input.start(copy, row), count);
            patches.multiplyTransposed(dOut.places(model, row, count), transposed, arena);
          }
          transposed.transposedTo(sums, 0);
          arena.release(mark);
        });
  }

  private void putBiases(Batch dOut, int model, GroupSums gradient) {
    gradient.put(
        weights.start(BIAS, model),
        layer.filters(),
        (group, sums) -> {
          int start = gradient.groups().start(group);
          int rows = gradient.groups().end(group) - start;
          dOut.places(model, start, rows).addColumnsTo(sums);
        });
  }

  /** The gradient with respect to the input: a convolution with the filters turned half around. */
  private void turn(Batch dOut, Batch dIn, int model) {
    int mark = arena.mark();
    int count = atATime(in);
    Patches turned = new Patches(layer.turnedPatches(in), count, arena);
    Panels filters = Panels.of(turnedFilters(model), arena);
    Arrays.fill(dIn.values(), dIn.start(model), dIn.start(model + 1), 0);
    for (int row = 0; row < dIn.rows(); row += count) {
      int own = Math.min(count, dIn.rows() - row);
      turned.load(dOut.values(), dOut.start(model, row), own);
      turned.multiply(filters, dIn.places(model, row, own), arena);
    }
    arena.release(mark);
  }

  /** One row for each value of a patch of the output, one column for each channel of the input. */
  private Matrix turnedFilters(int model) {
    int filters = layer.filters();
    int channels = in.channels();
    int places = layer.kernel() * layer.kernel();
    Matrix turned = arena.matrix(places * filters, channels);
    Matrix own = weights.matrix(WEIGHTS, model);
    for (int n = 0; n < filters; n++) {
      for (int place = 0; place < places; place++) {
        int from = own.offset() + n * own.columns() + place * channels;
        int row = (places - 1 - place) * filters + n;
        System.arraycopy(own.values(), from, turned.values(), row * channels, channels);
      }
    }
    return turned;
  }
}
