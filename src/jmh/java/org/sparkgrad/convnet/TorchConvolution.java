package org.sparkgrad.convnet;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** PyTorch's convolution, and its gradients by what it records on the way forward. */
final class TorchConvolution implements Convolving {
  private static final Shape ONES = new Shape(1, 1);

  private final NDManager manager = NDManager.newBaseManager(Torch.ENGINE);
  private final Shape padding;
  private final PtNDArray inputs;
  private final PtNDArray filters;
  private final PtNDArray dOutputs;

  TorchConvolution(ConvolutionOperands operands, TorchLayout layout) {
    int kernel = operands.shape.layer.kernel();
    int count = operands.shape.layer.filters();
    padding = new Shape(operands.shape.layer.padding(), operands.shape.layer.padding());
    inputs = images(layout, operands.inputs, operands.shape.in);
    dOutputs = images(layout, operands.dOutputs, operands.shape.out());
    filters =
        layout.array(
            manager, operands.filters, count, kernel, kernel, operands.shape.in.channels());
  }

  private PtNDArray images(TorchLayout layout, float[] values, org.sparkgrad.layer.Shape shape) {
    return layout.array(
        manager, values, ConvolutionShape.ROWS, shape.height(), shape.width(), shape.channels());
  }

  private PtNDArray outputs(PtNDArray of, PtNDArray by) {
    return JniUtils.convolution(of, by, null, ONES, padding, ONES, 1);
  }

  @Override
  public void forward() {
    outputs(inputs, filters).close();
  }

  @Override
  public void gradients() {
    try (NDManager step = manager.newSubManager()) {
      record(step);
    }
  }

  /** One pass forward and back; inputs and filters with their gradients, and outputs. */
  private PtNDArray[] record(NDManager step) {
    PtNDArray x = Torch.variable(inputs, step);
    PtNDArray w = Torch.variable(filters, step);
    PtNDArray y = outputs(x, w);
    JniUtils.backward(y, dOutputs, false, false);
    return new PtNDArray[] {x, w, y};
  }

  @Override
  public Convolved results() {
    try (NDManager step = manager.newSubManager()) {
      PtNDArray[] all = record(step);
      return new Convolved(
          TorchLayout.values(all[2].stopGradient()),
          TorchLayout.values(JniUtils.getGradient(all[1])),
          TorchLayout.values(JniUtils.getGradient(all[0])));
    }
  }
}
