package io.oddsupdate.odds.publish;

/** A Kafka header; its value is UTF-8 text on the wire. */
public record OutputHeader(String name, String value) {}
