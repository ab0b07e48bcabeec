package io.oddsupdate.local.proof;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.pricing.game.GameState;
import java.util.List;

/**
 * What one raw record must have led to.
 *
 * @param event null where the record cannot be decoded
 * @param state of the game after it; null where the record is not priced
 * @param suspended whether the game stands suspended after it
 * @param decision what must be recorded of it
 * @param unknown what the recorded decision names and nobody holds, in words
 * @param updates what must be published because of it, in order
 */
record Step(
    LoggedRecord raw,
    RawEvent event,
    GameState state,
    boolean suspended,
    Decision decision,
    List<String> unknown,
    List<OddsUpdate> updates) {}
