package io.oddsupdate.analytics;

import io.oddsupdate.avro.internal.OddsUpdate;

/** An update, where it stands in the log, and what its headers say. */
public record LoggedUpdate(OddsUpdate update, LogPosition position, ProcessingFacts facts) {}
