package io.oddsupdate.pricing.market;

/**
 * One market of a game.
 *
 * @param line home handicap, or the number that over and under are of; 0 where the kind has none
 * @param number of the period or goal; 0 where the kind has none
 * @param playerId null outside player markets
 */
public record Market(MarketKind kind, double line, int number, String playerId) {

  public static Market of(MarketKind kind) {
    return new Market(kind, 0, 0, null);
  }

  public static Market of(MarketKind kind, double line) {
    return new Market(kind, line, 0, null);
  }

  public static Market ofPlayer(MarketKind kind, double line, String playerId) {
    return new Market(kind, line, 0, playerId);
  }

  /** UOF specifiers, sorted: {@code hcp=-4.5|quarternr=2}; empty where the kind has none. */
  public String specifiers() {
    String ofLine = kind.hasLine() ? kind.lineKey() + '=' + text(line) : "";
    String ofNumber = kind.hasNumber() ? kind.numberKey() + '=' + number : "";
    if (ofLine.isEmpty() || ofNumber.isEmpty()) {
      return ofLine + ofNumber;
    }
    return ofLine.compareTo(ofNumber) < 0 ? ofLine + '|' + ofNumber : ofNumber + '|' + ofLine;
  }

  /** {@code game_id|market_id|specifiers|player_id}; what does not apply is empty. */
  public String key(String gameId) {
    return gameId + '|' + kind.id() + '|' + specifiers() + '|' + (playerId == null ? "" : playerId);
  }

  /**
   * A line as its shortest decimal, without exponent and trailing zeros: a market key must not have
   * two spellings.
   */
  public static String text(double line) {
    long quarters = Math.round(line * 4);
    String fraction =
        switch ((int) Math.floorMod(quarters < 0 ? -quarters : quarters, 4L)) {
          case 1 -> ".25";
          case 2 -> ".5";
          case 3 -> ".75";
          default -> "";
        };
    return (quarters < 0 ? "-" : "") + Math.abs(quarters) / 4 + fraction;
  }
}
