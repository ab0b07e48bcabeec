package io.oddsupdate.pricing.player;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.Log;
import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.Payload.PlayerReport;
import io.oddsupdate.pricing.game.PlayerCount;
import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.oddsupdate.pricing.reference.Side;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlayerCountsTest {
  private static final String STRIKER = "epl-9";

  @Test
  void whoWasTakenOffKeepsHisCount() {
    Log log = Log.of(report("shots", PlayerStat.SHOTS, 2));
    assertThat(shots(log.state()).orElseThrow().atLeast(3)).isBetween(0.1, 0.999);

    log.offer(report("off", PlayerStat.TAKEN_OFF, 1));

    assertThat(shots(log.state()).orElseThrow().atLeast(2)).isEqualTo(1);
    assertThat(shots(log.state()).orElseThrow().atLeast(3)).isEqualTo(0);
  }

  @Test
  void knowsNothingOfWhoIsNotInTheReference() {
    GameState state = Games.notStarted();

    assertThat(counts(state).chances("epl-77", PlayerStat.SHOTS)).isEmpty();
    assertThat(counts(state).chances(STRIKER, PlayerStat.PASSING_YARDS)).isEmpty();
  }

  private static Optional<Chances> shots(GameState state) {
    return counts(state).chances(STRIKER, PlayerStat.SHOTS);
  }

  private static PlayerCounts counts(GameState state) {
    LeagueModel model = ShippedModels.model("epl-2026.1");
    Outlook outlook = model.prepare(new Fixture(model.ofLines(-0.5, 2.75), false)).outlook(state);
    return new PlayerCounts(
        state,
        outlook,
        ShippedModels.constants("epl-2026.1"),
        List.of(new Player(STRIKER, "Striker", Side.HOME, Map.of("SHOTS", 3.0))),
        Map.of(STRIKER, new PlayerHot(STRIKER, 1, Availability.IN, 1)));
  }

  private static GameEvent report(String id, PlayerStat stat, int value) {
    return new GameEvent(
        id,
        1,
        1,
        false,
        EventStatus.LIVE,
        null,
        null,
        1_700_000_000_000L,
        new PlayerReport(new PlayerCount(STRIKER, stat, value, true)));
  }
}
