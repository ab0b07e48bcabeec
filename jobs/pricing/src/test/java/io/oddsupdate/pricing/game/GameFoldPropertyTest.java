package io.oddsupdate.pricing.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.Log;
import io.oddsupdate.pricing.PlayLogs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(PlayLogs.class)
@Domain(DomainContext.Global.class)
class GameFoldPropertyTest {
  @Property(tries = 300)
  void anyDeliveryOfTheSamePlaysFoldsToTheSameState(
      @ForAll List<GameEvent> plays, @ForAll long seed) {
    Log inOrder = new Log();
    plays.forEach(inOrder::offer);
    List<GameEvent> newest = newest(plays);
    Collections.shuffle(newest, new Random(seed));

    Log shuffled = new Log();
    newest.forEach(shuffled::offer);

    assertThat(shuffled.state()).isEqualTo(inOrder.state());
  }

  @Property(tries = 300)
  void redeliveryChangesNothing(@ForAll List<GameEvent> plays) {
    Log log = new Log();
    plays.forEach(log::offer);
    Map<String, KeptEvent> before = Map.copyOf(log.kept());

    for (GameEvent play : plays) {
      assertThat(log.offer(play)).isIn(Verdict.DUPLICATE, Verdict.STALE_REVISION);
    }
    assertThat(log.kept()).isEqualTo(before);
  }

  @Property(tries = 300)
  void anOlderRevisionIsNeverAccepted(@ForAll List<GameEvent> plays) {
    Log log = new Log();
    Map<String, Long> highest = new HashMap<>();
    for (GameEvent play : plays) {
      long before = highest.getOrDefault(play.eventId(), Long.MIN_VALUE);
      assertThat(log.offer(play) == Verdict.ACCEPTED).isEqualTo(play.revision() > before);
      highest.merge(play.eventId(), play.revision(), Math::max);
    }
  }

  private static List<GameEvent> newest(List<GameEvent> plays) {
    Map<String, GameEvent> newest = new HashMap<>();
    for (GameEvent play : plays) {
      newest.merge(
          play.eventId(), play, (kept, next) -> next.revision() > kept.revision() ? next : kept);
    }
    return new ArrayList<>(newest.values());
  }
}
