package io.oddsupdate.odds.ingest;

import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.GameFold;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.KeptEvent;
import io.oddsupdate.pricing.game.Offered;
import io.oddsupdate.pricing.game.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps a game's events and folds them anew at each accepted one. State lives until the game is
 * archived, never shorter: a time to live would make the state depend on a clock.
 */
final class FoldFunction extends KeyedProcessFunction<String, DecodedEvent, GameChange> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, KeptEvent> KEPT =
      new MapStateDescriptor<>("kept", Types.STRING, TypeInformation.of(KeptEvent.class));
  static final ValueStateDescriptor<Controls> CONTROLS =
      new ValueStateDescriptor<>("controls", TypeInformation.of(Controls.class));

  private transient MapState<String, KeptEvent> kept;
  private transient ValueState<Controls> controls;

  @Override
  public void open(OpenContext context) {
    kept = getRuntimeContext().getMapState(KEPT);
    controls = getRuntimeContext().getState(CONTROLS);
  }

  @Override
  public void processElement(DecodedEvent event, Context context, Collector<GameChange> out)
      throws Exception {
    Controls before = controls.value() == null ? Controls.NONE : controls.value();
    Offered offered = GameFold.offer(kept.get(event.eventId()), before, event.event());
    GameState state = null;
    boolean archives = false;
    byte[] deadValue = null;
    switch (offered.verdict()) {
      case ACCEPTED -> {
        archives = offered.controls().archived();
        if (archives) {
          kept.clear();
        } else {
          kept.put(event.eventId(), offered.kept());
          state = GameFold.fold(everyKept(), offered.controls());
        }
        if (!offered.controls().equals(before)) {
          controls.update(offered.controls());
        }
      }
      case DUPLICATE, STALE_REVISION -> {}
      case ARCHIVED -> deadValue = event.raw().value();
    }
    out.collect(change(event, offered.verdict(), archives, state, deadValue));
  }

  private List<KeptEvent> everyKept() throws Exception {
    List<KeptEvent> events = new ArrayList<>();
    kept.values().forEach(events::add);
    return events;
  }

  private static GameChange change(
      DecodedEvent event, Verdict verdict, boolean archives, GameState state, byte[] deadValue) {
    return new GameChange(
        event.raw().origin(),
        event.receivedAtMs(),
        event.league(),
        event.gameId(),
        event.eventId(),
        event.revision(),
        event.occurredAtMs(),
        verdict,
        archives,
        state,
        deadValue);
  }
}
