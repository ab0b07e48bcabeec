package io.oddsupdate.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnTypeTest {

  static Stream<Arguments> values() {
    ColumnType<String> text = ColumnType.string();
    return Stream.of(
        Arguments.of("String", text, "Ångström", "0ac3856e67737472c3b66d"),
        Arguments.of("Int32", ColumnType.int32(), -2, "feffffff"),
        Arguments.of("Int64", ColumnType.int64(), 1L << 40, "0000000000010000"),
        Arguments.of("Float64", ColumnType.float64(), 0.1, "9a9999999999b93f"),
        Arguments.of("Bool", ColumnType.bool(), true, "01"),
        Arguments.of("Date", ColumnType.date(), LocalDate.of(2149, 6, 6), "ffff"),
        Arguments.of(
            "DateTime64(3, 'UTC')",
            ColumnType.dateTimeMillis(),
            Instant.ofEpochMilli(-1),
            "ffffffffffffffff"),
        Arguments.of(
            "Decimal(18, 4)",
            ColumnType.decimal(18, 4),
            new BigDecimal("1.8500"),
            "4448000000000000"),
        Arguments.of("Nullable(String)", ColumnType.nullable(text), null, "01"),
        Arguments.of("Nullable(String)", ColumnType.nullable(text), "a", "000161"),
        Arguments.of(
            "LowCardinality(Nullable(String))",
            ColumnType.lowCardinality(ColumnType.nullable(text)),
            "a",
            "000161"),
        Arguments.of(
            "Array(Nullable(Int32))",
            ColumnType.array(ColumnType.nullable(ColumnType.int32())),
            Arrays.asList(1, null),
            "02000100000001"),
        Arguments.of("Array(String)", ColumnType.array(text), List.of(), "00"));
  }

  @ParameterizedTest
  @MethodSource("values")
  <V> void writesAndReadsTheSame(String sql, ColumnType<V> type, V value, String hex)
      throws IOException {
    RowBinaryOutput out = new RowBinaryOutput();

    type.write(out, value);

    assertThat(type.sql()).isEqualTo(sql);
    byte[] bytes = out.contents().readAllBytes();
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
    assertThat(type.read(new RowBinaryInput(out.contents()))).isEqualTo(value);
  }

  @Test
  void writesLengthsOfMoreThanOneByte() throws IOException {
    String text = "x".repeat(300);
    RowBinaryOutput out = new RowBinaryOutput();

    ColumnType.string().write(out, text);

    assertThat(out.size()).isEqualTo(302);
    assertThat(ColumnType.string().read(new RowBinaryInput(out.contents()))).isEqualTo(text);
  }

  @Test
  void refusesToRoundAPrice() {
    assertThatThrownBy(
            () -> ColumnType.decimal(18, 4).write(new RowBinaryOutput(), new BigDecimal("1.85001")))
        .hasMessageContaining("more than 4 digits after the point: 1.85001");
  }

  @Test
  void refusesADecimalWithTooManyDigits() {
    assertThatThrownBy(
            () -> ColumnType.decimal(6, 4).write(new RowBinaryOutput(), new BigDecimal("123.4")))
        .hasMessageContaining("more than 6 digits");
  }

  @Test
  void refusesADayThatDateCannotHold() {
    assertThatThrownBy(
            () -> ColumnType.date().write(new RowBinaryOutput(), LocalDate.of(1969, 12, 31)))
        .hasMessageContaining("1969-12-31");
  }

  @Test
  void namesTheColumnThatCannotHoldAValue() {
    Column<String, String> column = new Column<>("status", ColumnType.string(), row -> null);

    assertThatThrownBy(() -> column.write(new RowBinaryOutput(), "row"))
        .hasMessageContaining("column status is String and cannot hold null");
  }
}
