package io.oddsupdate.odds.enrich;

import io.oddsupdate.odds.ingest.GameChange;
import io.oddsupdate.pricing.reference.Lookups;

/**
 * A change and what the lookups returned for it.
 *
 * @param lookups null where the change prices nothing
 */
public record EnrichedChange(GameChange change, Lookups lookups) {}
