package io.oddsupdate.adapter.cli;

import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class LetterFilter {
  @Option(names = "--reason", description = "only letters with this reason, as mapping_missing")
  private String reason;

  @Option(names = "--game", description = "only letters of this game, in the vendor's words")
  private String game;

  @Option(names = "--vendor", description = "only letters of this vendor")
  private String vendor;

  boolean takes(StoredLetter stored) {
    return (reason == null || reason.equals(stored.letter().getReason()))
        && (game == null || game.equals(stored.vendorGameId()))
        && (vendor == null || vendor.equals(stored.letter().getSource()));
  }
}
