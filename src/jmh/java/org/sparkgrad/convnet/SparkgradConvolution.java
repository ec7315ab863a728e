package org.sparkgrad.convnet;

import org.sparkgrad.layer.Batch;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.layer.LayerPass;
import org.sparkgrad.layer.Weights;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.RowGroups;

/** The layer that training uses, its filters packed once. */
final class SparkgradConvolution implements Convolving {
  private final Batch inputs;
  private final Batch outputs;
  private final Batch dOutputs;
  private final Batch dInputs;
  private final GroupSums dFilters;
  private final LayerPass pass;

  SparkgradConvolution(ConvolutionOperands operands) {
    ConvolutionShape shape = operands.shape;
    int rows = ConvolutionShape.ROWS;
    inputs = new Batch(operands.inputs, 1, rows, shape.in);
    outputs = new Batch(new float[operands.dOutputs.length], 1, rows, shape.out());
    dOutputs = new Batch(operands.dOutputs, 1, rows, shape.out());
    dInputs = new Batch(new float[operands.inputs.length], 1, rows, shape.in);
    dFilters = GroupSums.of(shape.filterValues(), new RowGroups(rows));
    Weights weights = new Weights(operands.filters, 1, shape.layer.arrays(shape.in, 0));
    pass = shape.layer.at(shape.in, weights, new Arena());
  }

  @Override
  public void forward() {
    pass.forward(inputs, outputs, Draws.NONE);
  }

  @Override
  public void gradients() {
    forward();
    pass.backward(inputs, outputs, dOutputs, dInputs, dFilters);
  }

  @Override
  public Convolved results() {
    gradients();
    return new Convolved(outputs.values(), dFilters.vectors().get(0), dInputs.values());
  }
}
