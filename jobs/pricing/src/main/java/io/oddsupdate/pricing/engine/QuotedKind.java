package io.oddsupdate.pricing.engine;

/** The markets that a game may have, with UOF's ids of them and of their two outcomes. */
public enum QuotedKind {
  WINNER(219, "4", "5"),
  HANDICAP(223, "1714", "1715"),
  TOTAL(225, "12", "13"),
  HOME_TOTAL(227, "12", "13"),
  AWAY_TOTAL(228, "12", "13"),
  PLAYER_POINTS(768, "12", "13");

  /** What every one of them covers. */
  public static final String PERIOD = "incl_overtime";

  private final int id;
  private final String first;
  private final String second;

  QuotedKind(int id, String first, String second) {
    this.id = id;
    this.first = first;
    this.second = second;
  }

  public int id() {
    return id;
  }

  /** UOF outcome id of home, or of over. */
  public String first() {
    return first;
  }

  /** UOF outcome id of away, or of under. */
  public String second() {
    return second;
  }

  /**
   * @throws IllegalArgumentException for an id that no kind has
   */
  public static QuotedKind of(int id) {
    for (QuotedKind kind : values()) {
      if (kind.id == id) {
        return kind;
      }
    }
    throw new IllegalArgumentException("market id " + id + " is none of this engine's");
  }

  /** UOF specifiers with a line: {@code hcp=-4.5}, {@code total=221}, or nothing. */
  public String specifiers(double line) {
    return switch (this) {
      case WINNER -> "";
      case HANDICAP -> "hcp=" + text(line);
      case TOTAL, HOME_TOTAL, AWAY_TOTAL, PLAYER_POINTS -> "total=" + text(line);
    };
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
