package io.oddsupdate.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {
  @Test
  void splitsAnInsertFromBinaryDataThatLooksLikeSql() {
    byte[] text = bytes("insert into `t` (k, format) FORMAT RowBinary\n\0FORMAT 'SELECT\u00ff");

    Statement statement = Statement.of(text);

    assertThat(statement)
        .isInstanceOfSatisfying(
            Statement.Insert.class,
            insert -> {
              assertThat(insert.sql()).isEqualTo(bytes("insert into `t` (k, format) "));
              assertThat(insert.format()).isEqualTo("RowBinary");
              assertThat(insert.data()).isEqualTo(bytes("\0FORMAT 'SELECT\u00ff"));
            });
  }

  @Test
  void keepsTheSettingsOfAnInsert() {
    Statement statement =
        Statement.of(bytes("INSERT INTO t SETTINGS async_insert=0 FORMAT JSONEachRow ;\r\n{}"));

    assertThat(statement)
        .isInstanceOfSatisfying(
            Statement.Insert.class,
            insert -> {
              assertThat(insert.sql()).isEqualTo(bytes("INSERT INTO t SETTINGS async_insert=0 "));
              assertThat(insert.data()).isEqualTo(bytes("{}"));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      nullValues = "-",
      value = {
        "SELECT 1 FORMAT CSV|CSV",
        "SELECT 1 format JSONEachRow SETTINGS max_threads = 1|JSONEachRow",
        "SELECT 1 FORMAT CSV;|CSV",
        "SELECT format('{}', x) FROM t|-",
        "SELECT format FROM t|-",
        "SELECT 'a FORMAT CSV'|-",
        "SELECT 1 -- FORMAT CSV|-",
        "SELECT 1 /* FORMAT CSV */|-",
        "SELECT 'it\\'s FORMAT CSV' FORMAT TSV|TSV",
        "INSERT INTO t VALUES (1, 'FORMAT CSV')|-",
        "INSERT INTO t SELECT 1|-",
        "|-",
      })
  void findsTheFormatOfAStatementWithoutData(String sql, String format) {
    Statement statement = Statement.of(bytes(sql == null ? "" : sql));

    assertThat(statement)
        .isInstanceOfSatisfying(
            Statement.Plain.class,
            plain -> assertThat(plain.format().orElse(null)).isEqualTo(format));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
