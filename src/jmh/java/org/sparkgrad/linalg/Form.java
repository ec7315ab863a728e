package org.sparkgrad.linalg;

/** Which of its operands a product reads across its rows. */
enum Form {
  /** C += A·B. */
  PLAIN,
  /** C += A·Bᵀ, as scores are made. */
  RIGHT_TRANSPOSED,
  /** C += Aᵀ·B, as the gradient of weights is made. */
  LEFT_TRANSPOSED
}
