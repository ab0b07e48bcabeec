package io.oddsupdate.odds.ingest;

/**
 * One record of the raw log, not yet decoded.
 *
 * @param value empty where the record had none
 */
public record RawRecord(Origin origin, byte[] value) {}
