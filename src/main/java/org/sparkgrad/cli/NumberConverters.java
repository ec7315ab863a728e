package org.sparkgrad.cli;

import java.math.BigDecimal;
import java.util.function.Function;
import org.sparkgrad.choice.PlainNumber;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the numbers of options as those of hyperparameters are read: plain decimals alone. */
final class NumberConverters {
  private static final String WHOLE = "a whole number";

  private NumberConverters() {}

  static void addTo(CommandLine program) {
    ITypeConverter<Integer> integers = converter(WHOLE, PlainNumber::integer);
    ITypeConverter<Long> longs = converter(WHOLE, PlainNumber::wholeNumber);
    ITypeConverter<Double> doubles = converter("a number", PlainNumber::real);
    program.registerConverter(BigDecimal.class, converter("a number", PlainNumber::decimal));
    program.registerConverter(int.class, integers).registerConverter(Integer.class, integers);
    program.registerConverter(long.class, longs).registerConverter(Long.class, longs);
    program.registerConverter(double.class, doubles).registerConverter(Double.class, doubles);
  }

  private static <N> ITypeConverter<N> converter(String expected, Function<String, N> parser) {
    return text -> {
      try {
        return parser.apply(text.strip());
      } catch (NumberFormatException e) {
        throw new TypeConversionException("expected %s, found '%s'".formatted(expected, text));
      }
    };
  }
}
