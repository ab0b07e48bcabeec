package io.oddsupdate.pricing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameFold;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.Payload.Instruction;
import io.oddsupdate.pricing.game.Payload.InstructionType;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which version prices a game, and what happens where nothing can. */
class GameEngineVersionTest {
  private static final String NEW = "nba-2026.9";

  private final Game game = new Game();

  @Test
  void pinsTheVersionOfTheFirstReferenceUntilAnInstructionNamesAnother() {
    game.step(GameState.notStarted());
    MarketUpdate before = game.market(223, "hcp=-0.5");

    game.step(GameState.notStarted(), newer());
    assertThat(game.book().model()).isEqualTo(Games.MODEL);

    List<MarketUpdate> updates = game.step(pinned(NEW), newer());

    assertThat(game.book().model().modelVersion()).isEqualTo(NEW);
    assertThat(updates).isNotEmpty();
    assertThat(updates).extracting(MarketUpdate::modelVersion).containsOnly(NEW);
    assertThat(game.market(223, "hcp=-0.5").outcomes().get(0).probability())
        .isLessThan(before.outcomes().get(0).probability());
  }

  @Test
  void waitsForAReferenceThatCarriesThePinnedVersion() {
    game.step(GameState.notStarted());

    game.step(pinned(NEW), Games.known());
    assertThat(game.book().model()).isEqualTo(Games.MODEL);

    game.step(pinned(NEW), newer());
    assertThat(game.book().model().modelVersion()).isEqualTo(NEW);
  }

  @Test
  void goesBackToAnEarlierVersionByAnotherInstruction() {
    game.step(GameState.notStarted());
    game.step(pinned(NEW), newer());

    game.step(pinned(Games.MODEL.modelVersion()), Games.known());

    assertThat(game.book().model()).isEqualTo(Games.MODEL);
  }

  @Test
  void theLastInstructionOfTheLogNamesTheVersion() {
    Controls controls = Controls.NONE;
    for (String version : List.of("a", "b")) {
      GameEvent order =
          new GameEvent(
              "pin-" + version,
              1,
              0,
              false,
              EventStatus.LIVE,
              null,
              null,
              Games.RECEIVED_MS,
              new Instruction(InstructionType.PIN_MODEL, version));
      controls = GameFold.offer(null, controls, order).controls();
    }

    assertThat(GameFold.fold(List.of(), controls).pinnedModel()).isEqualTo("b");
  }

  @Test
  void opensNothingWithAPriorThatNoTwoTeamsCanHave() {
    Prior impossible = new Prior(-90, 20, PriorSource.MARKET);
    GameReference reference =
        Games.reference(
            impossible,
            new io.oddsupdate.pricing.reference.ModelVersion(
                "mlb-innings",
                "mlb-2026.1",
                io.oddsupdate.pricing.ShippedModels.constants("mlb-2026.1")),
            Games.CONFIG);

    game.step(GameState.notStarted(), Games.known(reference, Availability.IN));

    assertThat(game.markets())
        .extracting(MarketUpdate::status)
        .containsOnly(MarketStatus.SUSPENDED);
    assertThat(game.winner().reason()).isEqualTo("reference_unavailable");
  }

  @Test
  void namesTheCancellationThatAResumptionTakesBack() {
    game.step(GameState.notStarted());
    game.step(withStatus(EventStatus.CANCELLED));
    MarketUpdate cancelled = game.winner();
    assertThat(cancelled.status()).isEqualTo(MarketStatus.CANCELLED);
    assertThat(cancelled.results()).isNotEmpty();

    game.step(withStatus(EventStatus.LIVE));

    assertThat(game.winner().status()).isEqualTo(MarketStatus.ACTIVE);
    assertThat(game.winner().correctionOf()).isEqualTo(cancelled.updateId());
  }

  private static GameState withStatus(EventStatus status) {
    return GameState.of(status, 1, PeriodType.REG, 600, 120, 4, 2, List.of(), Situation.NONE);
  }

  private static GameState pinned(String version) {
    return GameFold.fold(List.of(), new Controls(false, false, false, version));
  }

  private static Enrichment newer() {
    return Games.known(
        Games.reference(Games.PRIOR, Games.model(NEW, 30), Games.CONFIG), Availability.IN);
  }
}
