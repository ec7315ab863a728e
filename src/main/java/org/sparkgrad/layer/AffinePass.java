package org.sparkgrad.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.MatrixProduct;
import org.sparkgrad.linalg.PackedValues;
import org.sparkgrad.linalg.Panels;

/**
 * Affine layers at fixed parameters. If all models have the same inputs, their weights are one
 * matrix, with models * outputs rows, so that one product reads the inputs once for all of them.
 */
final class AffinePass implements LayerPass {
  /** Up to so many outputs, the weights are the smaller operand, and packed once. */
  private static final int FEW_OUTPUTS = 64;

  private static final int WEIGHTS = 0;
  private static final int BIAS = 1;

  private final Affine layer;
  private final Weights weights;
  private final Arena arena;

  /** One for each model that has inputs of its own; empty if the inputs are packed instead. */
  private final List<Panels> packed = new ArrayList<>();

  AffinePass(Affine layer, Weights weights, Arena arena) {
    this.layer = layer;
    this.weights = weights;
    this.arena = arena;
    boolean packs = packsWeights(layer, weights.sharedInput());
    for (int i = 0; packs && i < weights.models(); i++) {
      packed.add(Panels.ofTransposed(weights.matrix(WEIGHTS, i), arena));
    }
  }

  private static boolean packsWeights(Affine layer, boolean sharedInput) {
    return layer.outputs() <= FEW_OUTPUTS && !sharedInput;
  }

  /** What a pass takes: products of one model, or of all that share an input. */
  static LayerMemory memory(Affine layer, int inputs, PassSize size) {
    boolean packs = packsWeights(layer, size.shared());
    long packed = packs ? size.models() * PackedValues.all(inputs, layer.outputs()) : 0;
    long outputs = (size.shared() ? size.models() : 1L) * layer.outputs();
    long transposed = outputs * size.rows();
    long forward = packs ? 0 : transposed + PackedValues.all(inputs, size.rows());
    long weights = transposed + PackedValues.ofSums(outputs, size.rows(), inputs);
    long slopes =
        size.givesSlopes() ? PackedValues.ofProduct(size.rows(), layer.outputs(), inputs) : 0;
    return new LayerMemory(packed, 0, forward, Math.max(weights, slopes));
  }

  @Override
  public void forward(Batch in, Batch out, Draws draws) {
    if (in.copies() < weights.models()) {
      multiply(weights.stacked(WEIGHTS), in.matrix(0), out, 0);
      return;
    }
    for (int i = 0; i < in.copies(); i++) {
      if (packed.isEmpty()) {
        multiply(weights.matrix(WEIGHTS, i), in.matrix(i), out, i);
      } else {
        fillRows(out, i);
        MatrixProduct.add(in.matrix(i), packed.get(i), out.matrix(i));
      }
    }
  }

  /** The outputs of models whose weights stand below each other, from {@code first} on. */
  private void multiply(Matrix stacked, Matrix x, Batch out, int first) {
    int mark = arena.mark();
    Matrix transposed = arena.matrix(stacked.rows(), x.rows());
    fillColumns(transposed, first);
    MatrixProduct.add(stacked, Panels.ofTransposed(x, arena), transposed);
    int outputs = layer.outputs();
    for (int i = 0; i < stacked.rows() / outputs; i++) {
      Matrix own = new Matrix(transposed.values(), i * outputs * x.rows(), outputs, x.rows());
      own.transposedTo(out.values(), out.start(first + i));
    }
    arena.release(mark);
  }

  /** Each row of the outputs becomes the biases, or zeros. */
  private void fillRows(Batch out, int model) {
    int outputs = layer.outputs();
    int end = out.start(model + 1);
    if (!layer.bias()) {
      Arrays.fill(out.values(), out.start(model), end, 0);
      return;
    }
    int from = weights.start(BIAS, model);
    for (int at = out.start(model); at < end; at += outputs) {
      System.arraycopy(weights.values(), from, out.values(), at, outputs);
    }
  }

  /** Each column becomes the biases, or zeros; those of all models stand one after the other. */
  private void fillColumns(Matrix transposed, int first) {
    int columns = transposed.columns();
    for (int j = 0; j < transposed.rows(); j++) {
      float bias = layer.bias() ? weights.values()[weights.start(BIAS, first) + j] : 0;
      Arrays.fill(transposed.values(), j * columns, (j + 1) * columns, bias);
    }
  }

  @Override
  public void backward(Batch in, Batch out, Batch dOut, Batch dIn, GroupSums gradient) {
    int together = in.copies() < weights.models() ? weights.models() : 1;
    for (int i = 0; i < weights.models(); i += together) {
      putWeights(dOut, i, together, in.matrix(together > 1 ? 0 : i), gradient);
    }
    for (int i = 0; layer.bias() && i < weights.models(); i++) {
      gradient.putColumnSums(dOut.matrix(i), weights.start(BIAS, i));
    }
    for (int i = 0; dIn != null && i < weights.models(); i++) {
      Arrays.fill(dIn.values(), dIn.start(i), dIn.start(i + 1), 0);
      MatrixProduct.add(dOut.matrix(i), weights.matrix(WEIGHTS, i), dIn.matrix(i), arena);
    }
  }

  /** The gradient of the weights of some models with the same inputs. */
  private void putWeights(Batch dOut, int first, int models, Matrix x, GroupSums gradient) {
    int mark = arena.mark();
    int outputs = layer.outputs();
    Matrix transposed = arena.matrix(models * outputs, x.rows());
    for (int i = 0; i < models; i++) {
      dOut.matrix(first + i).transposedTo(transposed.values(), i * outputs * x.rows());
    }
    gradient.putProduct(transposed, x, weights.start(WEIGHTS, first));
    arena.release(mark);
  }
}
