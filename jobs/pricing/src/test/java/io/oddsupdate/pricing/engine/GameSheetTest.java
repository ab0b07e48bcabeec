package io.oddsupdate.pricing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.market.Outcome;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.Team;
import org.junit.jupiter.api.Test;

/** What is written once a game is written anew where it would read otherwise. */
class GameSheetTest {
  private final Game game = new Game();

  @Test
  void aTeamThatIsRenamedIsCalledByItsNewName() {
    game.step(Games.live(1, 700, 2, 0));
    assertThat(game.winner().outcomes()).extracting(Outcome::name).doesNotContain("Renamed");

    game.step(Games.live(4, 100, 60, 50), renamed(Games.known()));

    assertThat(game.winner().outcomes()).extracting(Outcome::name).contains("Renamed");
    assertThat(game.winner().sequence()).isEqualTo(2);
  }

  @Test
  void aGameThatBecomesKnownGetsItsMarkets() {
    game.step(Games.live(1, 700, 2, 0), Enrichment.UNKNOWN);
    assertThat(game.markets()).hasSize(1);

    game.step(Games.live(1, 690, 2, 0));

    assertThat(game.markets()).hasSizeGreaterThan(5);
    assertThat(game.winner().marginTarget()).isEqualTo(0.045);
  }

  private static Enrichment renamed(Enrichment known) {
    GameReference reference = known.reference();
    Team home = new Team(reference.home().teamId(), "Renamed", reference.home().tricode());
    return new Enrichment(
        new GameReference(
            reference.gameId(),
            reference.league(),
            reference.version() + 1,
            reference.scheduledDay(),
            home,
            reference.away(),
            reference.prior(),
            reference.playoff(),
            reference.players(),
            reference.model(),
            reference.shadow(),
            reference.config()),
        known.hot(),
        known.defaulted());
  }
}
