package io.oddsupdate.quant.price;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeTest {
  private static final ModelVersions VERSIONS = ModelVersions.shipped();

  @Test
  void answersInOrderAndGoesOnAfterWhatItCannotAnswer() {
    List<JsonNode> answers =
        Asked.all(
            VERSIONS,
            """
            {'op':'convert','decimal':2.5}
            this is no JSON
            {'op':'convert','decimal':0.5}

            {'op':'convert','decimal':3} {'op':'convert','decimal':4}
            [1,2]
            {'op':'convert','decimal':1.5}
            """);

    assertThat(answers).hasSize(6);
    assertThat(answers.get(0).path("fractional").asText()).isEqualTo("6/4");
    assertThat(code(answers.get(1))).isEqualTo("malformed_json");
    assertThat(code(answers.get(2))).isEqualTo("odds_not_above_1");
    assertThat(code(answers.get(3))).isEqualTo("malformed_json");
    assertThat(code(answers.get(4))).isEqualTo("wrong_type");
    assertThat(answers.get(5).path("decimal").asDouble()).isEqualTo(1.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{ | column", "{'op':tru} | column 7", "{'op':'devig' | column", "{,} | column 2"})
  void saysWhereALineIsNoJsonAndNothingOfItsParser(String line, String where) {
    String message = Asked.one(line).path("error").path("message").asText();

    assertThat(message).startsWith("the line is no JSON, ").contains(where);
    assertThat(message).doesNotContain("Source").doesNotContain("Feature");
  }

  private static String code(JsonNode answer) {
    return answer.path("error").path("code").asText();
  }

  @Test
  void answersALastLineWithoutAnEndAndLinesOfWindows() {
    assertThat(Asked.all(VERSIONS, "{'op':'convert','decimal':2}\r\n{'op':'convert','decimal':3}"))
        .extracting(answer -> answer.path("american").asInt())
        .containsExactly(100, 200);
    assertThat(Asked.all(VERSIONS, "")).isEmpty();
    assertThat(Asked.all(VERSIONS, "\n \r\n\n")).isEmpty();
  }

  @Test
  void refusesALineThatNobodyNeedsAndAnswersTheNext() {
    String tooLong = "{\"op\":\"" + "x".repeat(3 * LineReader.LINE_MAX) + "\"}\n";
    byte[] requests =
        (tooLong + "{\"op\":\"convert\",\"decimal\":2}\n" + tooLong)
            .getBytes(StandardCharsets.UTF_8);

    List<JsonNode> answers = Asked.raw(VERSIONS, requests);

    assertThat(answers).hasSize(3);
    assertThat(code(answers.get(0))).isEqualTo("line_too_long");
    assertThat(answers.get(1).path("american").asInt()).isEqualTo(100);
    assertThat(code(answers.get(2))).isEqualTo("line_too_long");
  }

  @Test
  void returnsTheIdOfARequest() {
    assertThat(Asked.one("{'op':'convert','decimal':2,'id':'a-7'}").path("id").asText())
        .isEqualTo("a-7");

    JsonNode refused = Asked.one("{'op':'convert','decimal':0.5,'id':'a-8'}");
    assertThat(code(refused)).isEqualTo("odds_not_above_1");
    assertThat(refused.path("id").asText()).isEqualTo("a-8");
  }

  /** Gives its lines one by one and notes what had been answered before each. */
  private static final class Talker extends InputStream {
    private final List<byte[]> lines = new ArrayList<>();
    private final List<Long> answeredBefore = new ArrayList<>();
    private final ByteArrayOutputStream answers;

    Talker(ByteArrayOutputStream answers, String... lines) {
      this.answers = answers;
      for (String line : lines) {
        this.lines.add(line.getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public int read() {
      throw new AssertionError("byte by byte is too slow");
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      answeredBefore.add(answers.toString(StandardCharsets.UTF_8).lines().count());
      if (lines.isEmpty()) {
        return -1;
      }
      byte[] line = lines.remove(0);
      System.arraycopy(line, 0, into, offset, line.length);
      return line.length;
    }
  }

  @Test
  void writesItsAnswersOutBeforeItWaitsForMore() throws IOException {
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    Talker talker =
        new Talker(
            answers,
            "{\"op\":\"convert\",\"decimal\":2}\n",
            "{\"op\":\"convert\",\"decimal\":2}\n{\"op\":\"conv",
            "ert\",\"decimal\":2}\n");

    new Exchange(VERSIONS).run(talker, answers);

    assertThat(talker.answeredBefore).containsExactly(0L, 1L, 2L, 3L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | malformed_json",
        "7 | wrong_type",
        "[1,2] | wrong_type",
        "null | wrong_type",
        "{'op':'convert','decimal':2,'decimal':3} | malformed_json",
        "{'op':'price','state':{'period':1,'period':2}} | malformed_json",
      })
  void aLineThatIsWrongAsAWholeHasAnEmptyField(String line, String code) {
    JsonNode answer = Asked.one(line);

    assertThat(code(answer)).isEqualTo(code);
    assertThat(answer.path("error").path("field").isTextual()).isTrue();
    assertThat(answer.path("error").path("field").textValue()).isEmpty();
  }

  @Test
  void namesAFieldThatIsThereTwice() {
    assertThat(
            Asked.one("{'op':'convert','decimal':2,'decimal':3}")
                .path("error")
                .path("message")
                .asText())
        .contains("Duplicate field")
        .contains("decimal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | missing_field | op",
        "{'op':7} | wrong_type | op",
        "{'op':'divig'} | unknown_value | op",
        "{'op':'devig','odds':[2,3]} | missing_field | method",
        "{'op':'devig','method':'sin','odds':[2,3]} | unknown_method | method",
        "{'op':'devig','method':'shin'} | missing_field | odds",
        "{'op':'devig','method':'shin','odds':2} | wrong_type | odds",
        "{'op':'devig','method':'shin','odds':[2]} | odds_count | odds",
        "{'op':'devig','method':'shin','odds':[2,'3']} | wrong_type | odds[1]",
        "{'op':'devig','method':'shin','odds':[2,null]} | wrong_type | odds[1]",
        "{'op':'devig','method':'shin','odds':[2,3,1]} | odds_not_above_1 | odds[2]",
        "{'op':'devig','method':'shin','odds':[2,1e999]} | out_of_range | odds[1]",
        "{'op':'devig','method':'shin','odds':[2,NaN]} | out_of_range | odds[1]",
        "{'op':'devig','method':'shin','odds':[-Infinity,2]} | out_of_range | odds[0]",
        "{'op':'devig','method':'shin','odds':[2,3],'margin':1} | unknown_field | margin",
        "{'op':'convert','decimal':NaN} | out_of_range | decimal",
        "{'op':'convert'} | missing_field | decimal",
        "{'op':'convert','decimal':2,'american':100} | ambiguous | decimal",
        "{'op':'convert','american':50} | american_below_100 | american",
        "{'op':'convert','american':110.5} | wrong_type | american",
        "{'op':'convert','fractional':'6:4'} | fractional_malformed | fractional",
        "{'op':'convert','fractional':1.5} | wrong_type | fractional",
        "{'op':'markets'} | missing_field | league",
        "{'op':'markets','league':'xfl'} | unknown_value | league",
        "{'op':'score_grid','away_rate':1} | missing_field | home_rate",
        "{'op':'score_grid','home_rate':0,'away_rate':1,'markets':[]} | out_of_range | home_rate",
        "{'op':'score_grid','home_rate':1,'away_rate':-1,'markets':[]} | out_of_range | away_rate",
        "{'op':'score_grid','home_rate':3,'away_rate':3,'rho':0.5,'markets':[]} | out_of_range"
            + " | rho",
        "{'op':'score_grid','home_rate':3,'away_rate':3} | missing_field | markets",
        "{'op':'score_grid','home_rate':3,'away_rate':3,'markets':[{'market':'1x3'}]}"
            + " | unknown_value | markets[0].market",
        "{'op':'score_grid','home_rate':3,'away_rate':3,'markets':[{'market':'total'}]}"
            + " | missing_field | markets[0].line",
        "{'op':'score_grid','home_rate':3,'away_rate':3,'markets':[{'market':'total','line':2.3}]}"
            + " | out_of_range | markets[0].line",
        "{'op':'score_grid','home_rate':3,'away_rate':3,'markets':[{'market':'1x2','line':2.5}]}"
            + " | unknown_field | markets[0].line",
        "{'op':'score_grid','home_rate':3,'away_rate':3,"
            + "'markets':[{'market':'correct_score','score':'two'}]}"
            + " | malformed | markets[0].score",
        "{'op':'score_grid','home_rate':3,'away_rate':3,'markets':[{'market':'next_goal'}]}"
            + " | market_unavailable | markets[0].market",
        "{'op':'score_grid','home_rate':3,'away_rate':3,'markets':[{'market':'1st_half_1x2'}]}"
            + " | market_unavailable | markets[0].market",
      })
  void namesTheFieldThatIsWrong(String request, String code, String field) {
    JsonNode error = Asked.one(request).path("error");

    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("field").asText()).isEqualTo(field);
    assertThat(error.path("message").asText()).contains(field.substring(field.indexOf('.') + 1));
  }
}
