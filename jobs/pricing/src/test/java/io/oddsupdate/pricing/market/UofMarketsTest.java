package io.oddsupdate.pricing.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ids, names, specifiers and outcomes as the vendor's market descriptions have them ({@code
 * invariant_market_descriptions}); {@code $1 $2} are the teams, {@code #} a number.
 */
class UofMarketsTest {
  private static final List<String> DESCRIBED =
      List.of(
          "1 | 1x2 | - | 1 2 3",
          "8 | # goal | goalnr | 6 7 8",
          "10 | Double chance | - | 9 10 11",
          "11 | Draw no bet | - | 4 5",
          "16 | Handicap | hcp | 1714 1715",
          "18 | Total | total | 12 13",
          "19 | $1 total | total | 12 13",
          "20 | $2 total | total | 12 13",
          "29 | Both teams to score | - | 74 76",
          "45 | Correct score | - | 274..324/2",
          "60 | 1st half - 1x2 | - | 1 2 3",
          "63 | 1st half - double chance | - | 9 10 11",
          "64 | 1st half - draw no bet | - | 4 5",
          "66 | 1st half - handicap | hcp | 1714 1715",
          "68 | 1st half - total | total | 12 13",
          "69 | 1st half - $1 total | total | 12 13",
          "70 | 1st half - $2 total | total | 12 13",
          "75 | 1st half - both teams to score | - | 74 76",
          "81 | 1st half - correct score | - | 462..480/2",
          "83 | 2nd half - 1x2 | - | 1 2 3",
          "85 | 2nd half - double chance | - | 9 10 11",
          "86 | 2nd half - draw no bet | - | 4 5",
          "88 | 2nd half - handicap | hcp | 1714 1715",
          "90 | 2nd half - total | total | 12 13",
          "91 | 2nd half - $1 total | total | 12 13",
          "92 | 2nd half - $2 total | total | 12 13",
          "95 | 2nd half - both teams to score | - | 74 76",
          "98 | 2nd half - correct score | - | 546..564/2",
          "219 | Winner (incl. overtime) | - | 4 5",
          "223 | Handicap (incl. overtime) | hcp | 1714 1715",
          "225 | Total (incl. overtime) | total | 12 13",
          "227 | $1 total (incl. overtime) | total | 12 13",
          "228 | $2 total (incl. overtime) | total | 12 13",
          "235 | # quarter - 1x2 | quarternr | 1 2 3",
          "236 | # quarter - total | quarternr total | 12 13",
          "251 | Winner (incl. extra innings) | - | 4 5",
          "256 | Handicap (incl. extra innings) | hcp | 1714 1715",
          "258 | Total (incl. extra innings) | total | 12 13",
          "260 | $1 total (incl. extra innings) | total | 12 13",
          "261 | $2 total (incl. extra innings) | total | 12 13",
          "274 | Innings 1 to 5 - 1x2 | - | 1 2 3",
          "275 | Innings 1 to 5 - handicap | hcp | 1714 1715",
          "276 | Innings 1 to 5 - total | total | 12 13",
          "277 | Innings 1 to 5 - $1 total | total | 12 13",
          "278 | Innings 1 to 5 - $2 total | total | 12 13",
          "287 | # inning - 1x2 | inningnr | 1 2 3",
          "288 | # inning - total | inningnr total | 12 13",
          "302 | # quarter - draw no bet | quarternr | 4 5",
          "303 | # quarter - handicap | hcp quarternr | 1714 1715",
          "406 | Winner (incl. overtime and penalties) | - | 4 5",
          "410 | Handicap (incl. overtime and penalties) | hcp | 1714 1715",
          "412 | Total (incl. overtime and penalties) | total | 12 13",
          "414 | $1 total (incl. overtime and penalties) | total | 12 13",
          "415 | $2 total (incl. overtime and penalties) | total | 12 13",
          "427 | Correct score (incl. overtime and penalties) | - | 1488..1518/1",
          "431 | Correct score | - | 1584..1620/1",
          "443 | # period - 1x2 | periodnr | 1 2 3",
          "446 | # period - total | periodnr total | 12 13",
          "447 | # period - $1 total | periodnr total | 12 13",
          "448 | # period - $2 total | periodnr total | 12 13",
          "452 | # period - both teams to score | periodnr | 74 76",
          "456 | # period - correct score | periodnr | 1630..1639/1",
          "459 | # period - draw no bet | periodnr | 4 5",
          "460 | # period - handicap | hcp periodnr | 1714 1715",
          "529 | # period - double chance | periodnr | 9 10 11",
          "746 | # inning - handicap | hcp inningnr | 1714 1715",
          "747 | # inning - $1 total | inningnr total | 12 13",
          "748 | # inning - $2 total | inningnr total | 12 13",
          "756 | # quarter - $1 total | quarternr total | 12 13",
          "757 | # quarter - $2 total | quarternr total | 12 13");

  static Stream<String> described() {
    return DESCRIBED.stream();
  }

  @ParameterizedTest
  @MethodSource("described")
  void hasTheVendorsIdNameSpecifiersAndOutcomes(String described) {
    String[] parts = described.split(" \\| ", -1);
    MarketKind kind = kind(Integer.parseInt(parts[0]));

    assertThat(kind.uofName()).isEqualTo(parts[1]);
    assertThat(specifiers(kind)).isEqualTo(parts[2]);
    assertThat(kind.question().outcomeIds()).containsExactlyInAnyOrderElementsOf(ids(parts[3]));
  }

  @ParameterizedTest
  @CsvSource({
    "45, 2:1, 288",
    "45, 0:4, 314",
    "81, 1:1, 464",
    "81, 1:2, 478",
    "98, 0:2, 550",
    "98, 2:0, 558",
    "427, 5:0, 1492",
    "427, 2:1, 1494",
    "427, 4:5, 1517",
    "431, 5:0, 1589",
    "431, 0:1, 1590",
    "431, 5:4, 1613",
    "456, 2:1, 1635",
    "456, 0:2, 1636"
  })
  void namesScoresWithTheVendorsIds(int market, String score, String outcome) {
    Question question = kind(market).question();

    assertThat(question.namesScores()).isTrue();
    assertThat(question.outcomeIds().get(question.outcomeNames().indexOf(score)))
        .isEqualTo(outcome);
    assertThat(question.outcomeNames()).last().isEqualTo("other");
  }

  @Test
  void aGameWithAWinnerNamesNoDraw() {
    assertThat(Question.CORRECT_SCORE_NO_DRAW.outcomeNames())
        .hasSize(31)
        .doesNotContain("0:0", "1:1", "5:5");
  }

  private static MarketKind kind(int id) {
    return Arrays.stream(MarketKind.values())
        .filter(kind -> kind.id() == id)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no market has the id " + id));
  }

  private static String specifiers(MarketKind kind) {
    String keys =
        new Market(kind, 1.5, 1, null).specifiers().replaceAll("=[-0-9.]*", "").replace('|', ' ');
    return keys.isEmpty() ? "-" : keys;
  }

  /** {@code 1 2 3}, or {@code 274..324/2}. */
  private static List<String> ids(String text) {
    int range = text.indexOf("..");
    if (range < 0) {
      return List.of(text.split(" ", -1));
    }
    int slash = text.indexOf('/');
    int first = Integer.parseInt(text.substring(0, range));
    int last = Integer.parseInt(text.substring(range + 2, slash));
    int step = Integer.parseInt(text.substring(slash + 1));
    List<String> ids = new ArrayList<>();
    IntStream.iterate(first, id -> id <= last, id -> id + step)
        .forEach(id -> ids.add(Integer.toString(id)));
    return ids;
  }
}
