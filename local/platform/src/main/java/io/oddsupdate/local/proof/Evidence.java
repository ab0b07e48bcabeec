package io.oddsupdate.local.proof;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import java.util.List;
import java.util.Set;

/**
 * What was read back from the logs, and what the oracle makes of it.
 *
 * @param steps what each raw record must have led to, in the order of {@code raw}
 */
record Evidence(
    Set<Acknowledged> acknowledged,
    List<Decoded<RawEvent>> raw,
    List<Decoded<Decision>> decisions,
    List<Decoded<OddsUpdate>> internal,
    List<Decoded<PublicOddsUpdate>> published,
    List<Step> steps) {}
