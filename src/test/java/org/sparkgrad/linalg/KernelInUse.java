package org.sparkgrad.linalg;

/** Which kernel this virtual machine multiplies with. */
public final class KernelInUse {
  private KernelInUse() {}

  /** The simple name of its class. */
  public static String name() {
    return MatrixProduct.KERNEL.getClass().getSimpleName();
  }

  /** The columns of its widest panels, which grow with the vectors of the machine. */
  public static int widestPanel() {
    return MatrixProduct.KERNEL.panelWidth(Integer.MAX_VALUE);
  }
}
