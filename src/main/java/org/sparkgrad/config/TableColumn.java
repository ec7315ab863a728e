package org.sparkgrad.config;

import java.util.function.Function;
import org.apache.spark.sql.types.DataType;

/**
 * A column of tables that tells of a hyperparameter.
 *
 * @param entry what it holds of a cell; null if it has nothing to tell of it
 */
public record TableColumn(String name, DataType type, Function<Hyperparameters, Object> entry) {}
