package io.oddsupdate.clickhouse;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A ClickHouse type and its exact binary form, both ways. The name goes with every batch, so a
 * table whose types differ refuses it instead of storing something else.
 *
 * @param <V> the Java type of its values; never null unless {@link #nullable}
 */
public final class ColumnType<V> {
  /** A Decimal of up to 18 digits is a 64-bit integer. */
  private static final int DECIMAL64_DIGITS = 18;

  /** The last day of ClickHouse's Date: it counts days since 1970 in 16 bits. */
  private static final long LAST_DAY = 65_535;

  private final String sql;
  private final Writer<V> writer;
  private final Reader<V> reader;

  private interface Writer<V> {
    void write(RowBinaryOutput out, V value);
  }

  private interface Reader<V> {
    V read(RowBinaryInput in) throws IOException;
  }

  private ColumnType(String sql, Writer<V> writer, Reader<V> reader) {
    this.sql = sql;
    this.writer = writer;
    this.reader = reader;
  }

  /** The type as ClickHouse spells it, such as {@code Decimal(18, 4)}. */
  public String sql() {
    return sql;
  }

  public void write(RowBinaryOutput out, V value) {
    writer.write(out, value);
  }

  public V read(RowBinaryInput in) throws IOException {
    return reader.read(in);
  }

  public static ColumnType<String> string() {
    return new ColumnType<>("String", RowBinaryOutput::string, RowBinaryInput::string);
  }

  public static ColumnType<Integer> int32() {
    return new ColumnType<>("Int32", RowBinaryOutput::int32, RowBinaryInput::int32);
  }

  public static ColumnType<Long> int64() {
    return new ColumnType<>("Int64", RowBinaryOutput::int64, RowBinaryInput::int64);
  }

  public static ColumnType<Double> float64() {
    return new ColumnType<>("Float64", RowBinaryOutput::float64, RowBinaryInput::float64);
  }

  public static ColumnType<Boolean> bool() {
    return new ColumnType<>("Bool", (out, value) -> out.int8(value ? 1 : 0), in -> in.int8() != 0);
  }

  /** Days of 1970 to 2149. */
  public static ColumnType<LocalDate> date() {
    return new ColumnType<>(
        "Date", (out, value) -> out.int16(day(value)), in -> LocalDate.ofEpochDay(in.uint16()));
  }

  /** Instants in milliseconds, shown in UTC. */
  public static ColumnType<Instant> dateTimeMillis() {
    return new ColumnType<>(
        "DateTime64(3, 'UTC')",
        (out, value) -> out.int64(value.toEpochMilli()),
        in -> Instant.ofEpochMilli(in.int64()));
  }

  /**
   * @param precision all digits, at most 18
   * @param scale digits after the point; a value with more is refused, never rounded
   */
  public static ColumnType<BigDecimal> decimal(int precision, int scale) {
    if (precision < 1 || precision > DECIMAL64_DIGITS || scale < 0 || scale > precision) {
      throw new IllegalArgumentException(
          "Decimal takes 1 to 18 digits and no more after the point, got "
              + precision
              + ", "
              + scale);
    }
    return new ColumnType<>(
        "Decimal(" + precision + ", " + scale + ")",
        (out, value) -> out.int64(unscaled(value, precision, scale)),
        in -> BigDecimal.valueOf(in.int64(), scale));
  }

  public static <V> ColumnType<V> nullable(ColumnType<V> of) {
    return new ColumnType<>(
        "Nullable(" + of.sql + ")",
        (out, value) -> {
          out.int8(value == null ? 1 : 0);
          if (value != null) {
            of.write(out, value);
          }
        },
        in -> in.int8() == 1 ? null : of.read(in));
  }

  /** Stored as a dictionary; on the wire the same as what it holds. */
  public static <V> ColumnType<V> lowCardinality(ColumnType<V> of) {
    return new ColumnType<>("LowCardinality(" + of.sql + ")", of.writer, of.reader);
  }

  public static <V> ColumnType<List<V>> array(ColumnType<V> of) {
    return new ColumnType<>(
        "Array(" + of.sql + ")",
        (out, values) -> {
          out.length(values.size());
          for (V value : values) {
            of.write(out, value);
          }
        },
        in -> {
          int length = in.length();
          List<V> values = new ArrayList<>();
          for (int i = 0; i < length; i++) {
            values.add(of.read(in));
          }
          return values;
        });
  }

  private static int day(LocalDate date) {
    long day = date.toEpochDay();
    if (day < 0 || day > LAST_DAY) {
      throw new IllegalArgumentException("a Date lies in 1970 to 2149, got " + date);
    }
    return (int) day;
  }

  private static long unscaled(BigDecimal value, int precision, int scale) {
    BigDecimal exact;
    try {
      exact = value.setScale(scale);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "more than " + scale + " digits after the point: " + value, e);
    }
    if (exact.precision() > precision) {
      throw new IllegalArgumentException("more than " + precision + " digits: " + value);
    }
    return exact.unscaledValue().longValueExact();
  }
}
