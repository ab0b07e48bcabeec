package io.oddsupdate.pricing.reference;

/** One of the two teams. */
public record Team(String teamId, String name, String tricode) {}
