package org.sparkgrad.artifact.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A file that ONNX Runtime has loaded. */
public final class OnnxSession implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final OrtSession session;

  public OnnxSession(Path file) throws OrtException {
    session = ENVIRONMENT.createSession(file.toString());
  }

  /**
   * What it makes of rows.
   *
   * @param probabilities rows x classes, if the file has them
   * @param scores rows x classes
   * @param classes one per row
   */
  public record Result(Optional<float[][]> probabilities, float[][] scores, long[] classes) {}

  /**
   * Runs it.
   *
   * @param shape rows, channels, height, width
   */
  public Result run(byte[] pixels, long... shape) throws OrtException {
    try (OnnxTensor input =
        OnnxTensor.createTensor(ENVIRONMENT, ByteBuffer.wrap(pixels), shape, OnnxJavaType.UINT8)) {
      return run("pixels", input);
    }
  }

  /** The same of rows that are vectors. */
  Result run(float[] values, long... shape) throws OrtException {
    try (OnnxTensor input = OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(values), shape)) {
      return run("values", input);
    }
  }

  private Result run(String name, OnnxTensor input) throws OrtException {
    try (OrtSession.Result result = session.run(Map.of(name, input))) {
      return new Result(
          result.get("probabilities").isPresent()
              ? Optional.of((float[][]) result.get("probabilities").get().getValue())
              : Optional.empty(),
          (float[][]) result.get("scores").orElseThrow().getValue(),
          (long[]) result.get("class").orElseThrow().getValue());
    }
  }

  OrtSession session() {
    return session;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
