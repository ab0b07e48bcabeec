package io.oddsupdate.odds.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.Model;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import io.oddsupdate.pricing.reference.Side;
import io.oddsupdate.pricing.reference.Team;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceDocumentTest {
  private final SampleGame game = new SampleGame();

  @Test
  void readsEveryField() {
    GameReference reference = ReferenceDocument.parse(3, game.document());

    assertThat(reference)
        .isEqualTo(
            new GameReference(
                game.gameId(),
                "nba",
                3,
                LocalDate.of(2026, 11, 21).toEpochDay(),
                new Team("nba-h", "Harbour Home", "HHH"),
                new Team("nba-a", "Alpine Away", "AAA"),
                new Prior(-4.5, 221.5, PriorSource.MARKET),
                List.of(
                    new Player("nba-1", "One", Side.HOME, 24.5),
                    new Player("nba-2", "Two", Side.AWAY, 18.0)),
                new Model(
                    "nba-normal-margin",
                    "nba-2026.1",
                    11.7,
                    17.3,
                    0.10416666666666667,
                    2880,
                    300,
                    1.9),
                new MarketConfig(
                    "nba-markets-1",
                    1,
                    2,
                    1,
                    4,
                    0,
                    3,
                    0.045,
                    0.05,
                    0.07,
                    500,
                    List.of(ActionType.REVIEW_START, ActionType.INJURY))));
  }

  @Test
  void knowsThatAGameCanLackAPrior() {
    String without = game.document().replaceAll("\"prior\": \\{[^}]*}", "\"prior\": null");

    assertThat(ReferenceDocument.parse(1, without).prior()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "league, field league of the reference document must be a text",
    "scheduled_start, field scheduled_start",
    "home, field home of the reference document must be an object",
    "tricode, field tricode",
    "players, field players of the reference document must be a list",
    "expected_points, field expected_points of the reference document must be a number",
    "margin_sd, field margin_sd",
    "handicap_lines, field handicap_lines of the reference document must be a whole number",
    "config_version, field config_version"
  })
  void namesTheFieldThatIsMissing(String field, String message) {
    String without = game.document().replace('"' + field + '"', "\"something_else\"");

    assertThatThrownBy(() -> ReferenceDocument.parse(1, without))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "REVIEW_START, field suspending_actions",
    "MARKET, field source",
    "HOME, field side",
    "2026-11-21T00:00:00Z, scheduled_start must be an ISO-8601 instant"
  })
  void namesTheFieldWithAnUnknownValue(String value, String message) {
    String wrong = game.document().replace('"' + value + '"', "\"nonsense\"");

    assertThatThrownBy(() -> ReferenceDocument.parse(1, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> ReferenceDocument.parse(1, "{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no JSON");
  }
}
