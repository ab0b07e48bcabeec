package io.oddsupdate.odds.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.odds.MarginMethod;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.MarketOffer;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import io.oddsupdate.pricing.reference.Side;
import io.oddsupdate.pricing.reference.Team;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
                false,
                List.of(
                    new Player("nba-1", "One", Side.HOME, Map.of("POINTS", 24.5)),
                    new Player("nba-2", "Two", Side.AWAY, Map.of("POINTS", 18.0))),
                new ModelVersion(
                    "nba-normal-margin",
                    "nba-2026.1",
                    new Constants(
                        Map.of(
                            "margin_sd", List.of(11.7),
                            "total_sd", List.of(17.3),
                            "overtime_share", List.of(0.10416666666666667),
                            "regulation_seconds", List.of(2880.0),
                            "overtime_seconds", List.of(300.0),
                            "player_points", List.of(1.9, 0.0)))),
                null,
                new MarketConfig(
                    "nba-markets-1",
                    List.of(
                        offer(219, 0.045, 0, 1),
                        offer(223, 0.05, 1, 2),
                        offer(225, 0.05, 1, 4),
                        offer(227, 0.05, 0, 1),
                        offer(228, 0.05, 0, 1),
                        offer(768, 0.07, 0, 1)),
                    500,
                    List.of(ActionType.REVIEW_START, ActionType.INJURY))));
  }

  @Test
  void documentsOfOneVersionShareItAndOtherConstantsUnderItsNameAreReadAnew() {
    ModelVersion first = ReferenceDocument.parse(3, game.document()).model();
    String changed = game.document().replace("\"margin_sd\": 11.7", "\"margin_sd\": 12.5");
    String impossible = game.document().replace("\"margin_sd\": 11.7", "\"margin_sd\": -1");

    assertThat(ReferenceDocument.parse(4, game.document()).model()).isSameAs(first);
    assertThat(ReferenceDocument.parse(5, changed).model().constants().values())
        .containsEntry("margin_sd", List.of(12.5));
    assertThat(ReferenceDocument.parse(6, game.document()).model()).isEqualTo(first);
    assertThatThrownBy(() -> ReferenceDocument.parse(7, impossible))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("margin_sd");
  }

  private static MarketOffer offer(int market, double margin, int beside, double step) {
    return new MarketOffer(market, margin, beside, step, List.of(), List.of());
  }

  @Test
  void readsTheLinesAndTheNumbersThatAMarketIsAlwaysOfferedWith() {
    String given =
        game.document()
            .replace(
                "{\"market\": 227, \"margin\": 0.05}",
                "{\"market\": 236, \"margin\": 0.05, \"at\": [50.5, 52.5], \"numbers\": [1, 2]}");

    assertThat(ReferenceDocument.parse(1, given).config().offers())
        .contains(new MarketOffer(236, 0.05, 0, 1, List.of(50.5, 52.5), List.of(1, 2)));
  }

  @Test
  void readsHowTheMarginIsSpreadAndTakesPowerWhereNothingIsSaid() {
    String given =
        game.document()
            .replace(
                "{\"market\": 227, \"margin\": 0.05}",
                "{\"market\": 227, \"margin\": 0.05, \"margin_method\": \"odds_ratio\"}");
    String unknown = given.replace("odds_ratio", "flat");

    assertThat(ReferenceDocument.parse(1, given).config().offers())
        .filteredOn(offer -> offer.method() == MarginMethod.ODDS_RATIO)
        .extracting(MarketOffer::market)
        .containsExactly(227);
    assertThatThrownBy(() -> ReferenceDocument.parse(1, unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("margin_method");
  }

  @Test
  void readsAPlayoffAndTheShadowOfAGame() {
    String given =
        game.document()
            .replaceFirst(
                "\\{", "{\"playoff\": true, \"shadow\": " + model("nba-2026.9", 12) + ",");

    GameReference reference = ReferenceDocument.parse(1, given);

    assertThat(reference.playoff()).isTrue();
    assertThat(reference.shadow().modelVersion()).isEqualTo("nba-2026.9");
    assertThat(reference.ofShadow().model()).isEqualTo(reference.shadow());
    assertThat(ReferenceDocument.parse(1, game.document()).ofShadow()).isNull();
  }

  private static String model(String version, double marginSd) {
    return """
    {"model_id": "nba-normal-margin", "model_version": "%s", "constants": {
      "margin_sd": %s, "total_sd": 17.3, "overtime_share": 0.1, "regulation_seconds": 2880,
      "overtime_seconds": 300}}\
    """
        .formatted(version, marginSd);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"market\": 219', '\"market\": 1714', market id 1714 is none of nba's",
    "'\"margin_sd\": 11.7', '\"margin_sd\": -1', constant margin_sd must be between",
    "nba-normal-margin, nba-crystal-ball, model_id must be one of",
    "'\"league\": \"nba\"', '\"league\": \"kbo\"', league must be one of",
    "'\"POINTS\"', '\"DUNKS\"', field expected"
  })
  void refusesWhatNothingCanBePricedWith(String given, String wrong, String message) {
    String document = game.document().replace(given, wrong);

    assertThatThrownBy(() -> ReferenceDocument.parse(1, document))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
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
    "expected, field expected of the reference document must be an object",
    "margin_sd, constant margin_sd is missing",
    "markets, field markets of the reference document must be a list",
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
