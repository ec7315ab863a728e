package org.sparkgrad.convnet;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.bench.CifarNetTraining;

/** Nesterov's momentum with weight decay, as PyTorch's own SGD has it. */
final class TorchNesterov {
  private final List<PtNDArray> parameters;
  private final List<NDArray> velocities = new ArrayList<>();

  TorchNesterov(List<PtNDArray> parameters) {
    this.parameters = parameters;
    parameters.forEach(each -> velocities.add(each.zerosLike()));
  }

  /**
   * Moves the parameters.
   *
   * @param variables of the parameters, with gradients
   */
  void step(List<PtNDArray> variables) {
    for (int i = 0; i < variables.size(); i++) {
      NDArray gradient = JniUtils.getGradient(variables.get(i));
      move(parameters.get(i), gradient, velocities.get(i));
    }
  }

  private static void move(NDArray parameter, NDArray gradient, NDArray velocity) {
    try (NDArray decay = parameter.mul(CifarNetTraining.DECAY)) {
      gradient.addi(decay);
    }
    velocity.muli(CifarNetTraining.MOMENTUM).addi(gradient);
    try (NDArray push = velocity.mul(CifarNetTraining.MOMENTUM)) {
      parameter.subi(push.addi(gradient).muli(CifarNetTraining.RATE));
    }
  }
}
