package io.oddsupdate.pricing;

import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameFold;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.KeptEvent;
import io.oddsupdate.pricing.game.Offered;
import io.oddsupdate.pricing.game.Verdict;
import java.util.HashMap;
import java.util.Map;

/** Keeps what the fold says to keep, as the job's keyed state does. */
public final class Log {
  private final Map<String, KeptEvent> kept = new HashMap<>();
  private Controls controls = Controls.NONE;

  public Verdict offer(GameEvent event) {
    Offered offered = GameFold.offer(kept.get(event.eventId()), controls, event);
    if (offered.verdict() == Verdict.ACCEPTED) {
      controls = offered.controls();
      if (controls.archived()) {
        kept.clear();
      } else {
        kept.put(event.eventId(), offered.kept());
      }
    }
    return offered.verdict();
  }

  public static Log of(GameEvent... events) {
    Log log = new Log();
    for (GameEvent event : events) {
      log.offer(event);
    }
    return log;
  }

  public GameState state() {
    return GameFold.fold(kept.values(), controls);
  }

  public Map<String, KeptEvent> kept() {
    return kept;
  }

  public Controls controls() {
    return controls;
  }
}
