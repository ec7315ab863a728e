/**
 * Saved models as ONNX files, for runtimes that know nothing of Sparkgrad. Writes only; holds what
 * ONNX's messages and operators are called.
 *
 * <p>Source: ONNX, {@code onnx/onnx.proto} and {@code docs/Operators.md}.
 */
package org.sparkgrad.artifact.onnx;
