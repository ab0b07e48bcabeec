package io.oddsupdate.adapter.vendor.nba;

import io.oddsupdate.adapter.core.PayloadField;
import io.oddsupdate.adapter.core.UnusableException;
import io.oddsupdate.avro.raw.GameClock;
import io.oddsupdate.avro.raw.PeriodType;
import io.oddsupdate.avro.raw.PlayerRole;
import io.oddsupdate.avro.raw.Quality;
import io.oddsupdate.avro.raw.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One action of a list, validated, still in the vendor's words.
 *
 * @param path where it stands in the payload, for complaints that need reference data
 * @param number the vendor's id within the game
 * @param order the vendor's order within the game; ids do not follow it
 * @param edited when the vendor last changed it
 * @param occurredAt the vendor's wall clock, or null
 * @param players with the vendor's player ids
 * @param text the vendor's sentence, or null
 */
record Action(
    String path,
    long number,
    long order,
    Instant edited,
    Instant occurredAt,
    ActionKind kind,
    GameClock clock,
    List<Quality> quality,
    int homeScore,
    int awayScore,
    OptionalLong team,
    OptionalLong possession,
    List<PlayerRole> players,
    String text) {
  private static final int REGULAR_PERIOD_SECONDS = 720;
  private static final int OVERTIME_SECONDS = 300;

  /** More overtimes than any game had (six), by far; a larger number is an error. */
  private static final int MAX_PERIOD = 30;

  private static final int MAX_SCORE = 999;
  private static final Pattern CLOCK = Pattern.compile("PT(\\d{1,2})M(\\d{1,2}(?:\\.\\d{1,3})?)S");
  private static final Pattern SCORE = Pattern.compile("\\d{1,3}");

  static Action read(PayloadField field) throws UnusableException {
    ActionKind kind = ActionKind.read(field);
    GameClock clock = clock(field, kind);
    boolean suspect = clock.getSecondsElapsed() < 0;
    if (suspect) {
      clock.setSecondsElapsed(0);
    }
    return new Action(
        field.path(),
        field.integer("actionNumber", 0, Integer.MAX_VALUE),
        field.integer("orderNumber", 0, Long.MAX_VALUE),
        field.instant("edited"),
        field.child("timeActual").isAbsent() ? null : field.instant("timeActual"),
        kind,
        clock,
        suspect ? List.of(Quality.CLOCK_SUSPECT) : List.of(),
        score(field, "scoreHome"),
        score(field, "scoreAway"),
        field.id("teamId"),
        field.id("possession"),
        players(field, kind),
        field.textOr("description", null));
  }

  private static GameClock clock(PayloadField field, ActionKind kind) throws UnusableException {
    int period = (int) field.integer("period", 1, MAX_PERIOD);
    boolean overtime =
        switch (field.text("periodType")) {
          case "REGULAR" -> false;
          case "OVERTIME" -> true;
          default -> throw field.child("periodType").wrong("REGULAR or OVERTIME");
        };
    Matcher clock = CLOCK.matcher(field.text("clock"));
    if (!clock.matches()) {
      throw field.child("clock").wrong("the time left as PT06M23.00S");
    }
    double remaining = Integer.parseInt(clock.group(1)) * 60 + Double.parseDouble(clock.group(2));
    int length = overtime ? OVERTIME_SECONDS : REGULAR_PERIOD_SECONDS;
    return GameClock.newBuilder()
        .setPeriod(period)
        .setPeriodType(overtime ? PeriodType.OT : PeriodType.REG)
        // The vendor's clock has milliseconds; a difference of doubles has more digits.
        .setSecondsElapsed(Math.round((length - remaining) * 1000) / 1000.0)
        .setSecondsRemaining(remaining)
        .setRunning(kind.clockRuns())
        .build();
  }

  /** Scores are texts in this format. */
  private static int score(PayloadField field, String name) throws UnusableException {
    String text = field.text(name);
    if (!SCORE.matcher(text).matches()) {
      throw field.child(name).wrong("a score in quotes, from \"0\" to \"" + MAX_SCORE + "\"");
    }
    return Integer.parseInt(text);
  }

  private static List<PlayerRole> players(PayloadField field, ActionKind kind)
      throws UnusableException {
    List<PlayerRole> players = new ArrayList<>(2);
    OptionalLong team = field.id("teamId");
    // A team's own action carries the team's id, or 0, where a player's would stand.
    if (!field.id("personId").equals(team)) {
      add(players, field, "personId", kind.role());
    }
    add(players, field, "assistPersonId", Role.ASSIST);
    add(players, field, "foulDrawnPersonId", Role.FOULED);
    add(players, field, "blockPersonId", Role.OTHER);
    add(players, field, "stealPersonId", Role.OTHER);
    add(players, field, "jumpBallWonPersonId", Role.OTHER);
    add(players, field, "jumpBallLostPersonId", Role.OTHER);
    return List.copyOf(players);
  }

  private static void add(List<PlayerRole> players, PayloadField field, String name, Role role)
      throws UnusableException {
    OptionalLong id = field.id(name);
    if (id.isPresent()) {
      players.add(new PlayerRole(Long.toString(id.getAsLong()), role));
    }
  }
}
