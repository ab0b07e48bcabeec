package io.oddsupdate.quant.price;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.reference.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code state} of a request: where a game stands. */
final class StateReader {
  private static final int SCORE_MAX = 1000;
  private static final int PERIOD_MAX = 50;
  private static final int SHOOTOUT = 5;

  /** 47.3 - 45 is not exactly 2.3. */
  private static final double SAME_MINUTES = 1e-6;

  private static final Pattern STRENGTH = Pattern.compile("[3-6]v[3-6]");
  private static final Pattern BASES = Pattern.compile("[1-][2-][3-]");
  private static final String[] ALL = {"status", "score", "period_scores", "playoff"};

  private final League league;
  private final boolean playoff;
  private final Fields state;

  private StateReader(League league, boolean playoff, Fields state) {
    this.league = league;
    this.playoff = playoff;
    this.state = state;
  }

  /** Whether the rules of the play-offs apply: said of the game, or in its state. */
  static boolean playoff(Fields request, League league) {
    boolean ofGame = request.flag("playoff");
    boolean ofState = request.has("state") && request.object("state").flag("playoff");
    if (league == League.EPL && (ofGame || ofState)) {
      Fields where = ofGame ? request : request.object("state");
      throw where.refused(
          "out_of_range",
          "playoff",
          where.path("playoff") + " must be false: epl has no play-offs");
    }
    return ofGame || ofState;
  }

  static GameState read(Fields request, League league, boolean playoff) {
    Fields state = request.object("state");
    state.allow(Stream.of(ALL, own(league)).flatMap(Arrays::stream).toArray(String[]::new));
    return new StateReader(league, playoff, state).read();
  }

  private static String[] own(League league) {
    return switch (league) {
      case NBA -> new String[] {"period", "seconds_remaining", "possession"};
      case NFL ->
          new String[] {
            "period", "seconds_remaining", "possession", "down", "distance", "yards_to_goal"
          };
      case MLB -> new String[] {"inning", "half", "outs", "bases"};
      case NHL ->
          new String[] {
            "period", "seconds_remaining", "strength", "home_goalie_pulled", "away_goalie_pulled"
          };
      case EPL -> new String[] {"period", "minute", "added", "added_announced", "red_cards"};
    };
  }

  private GameState read() {
    String status =
        state.has("status") ? state.word("status", List.of("scheduled", "live", "ended")) : "live";
    return switch (status) {
      case "scheduled" -> GameState.notStarted();
      case "ended" -> ended();
      default ->
          switch (league) {
            case NBA, NFL, NHL -> countingDown();
            case MLB -> inning();
            case EPL -> minute();
          };
    };
  }

  /** The last period tells whether the game was decided after regulation. */
  private GameState ended() {
    String name = league == League.MLB ? "inning" : "period";
    int period = state.integer(name, 1, lastPeriod(), league.periods());
    return game(EventStatus.ENDED, period, periodType(period), 0, 0, Situation.NONE);
  }

  private GameState countingDown() {
    int period = state.integer("period", 1, lastPeriod());
    PeriodType type = periodType(period);
    double seconds =
        type == PeriodType.SO ? 0 : state.number("seconds_remaining", 0, secondsOf(period));
    Situation situation =
        switch (league) {
          case NFL -> scrimmage();
          case NHL -> strength();
          case NBA, MLB, EPL -> Situation.of(possession());
        };
    return game(EventStatus.LIVE, period, type, seconds, secondsOf(period) - seconds, situation);
  }

  /** A regular season has one overtime in the NFL; in the NHL one and a shootout. */
  private int lastPeriod() {
    return switch (league) {
      case NFL -> playoff ? PERIOD_MAX : league.periods() + 1;
      case NHL -> playoff ? PERIOD_MAX : SHOOTOUT;
      case NBA, MLB -> PERIOD_MAX;
      case EPL -> league.periods();
    };
  }

  private PeriodType periodType(int period) {
    if (period <= league.periods()) {
      return PeriodType.REG;
    }
    return switch (league) {
      case NHL -> !playoff && period >= SHOOTOUT ? PeriodType.SO : PeriodType.OT;
      case MLB -> PeriodType.ET;
      case NBA, NFL, EPL -> PeriodType.OT;
    };
  }

  private double secondsOf(int period) {
    boolean regulation = period <= league.periods();
    return switch (league) {
      case NBA -> regulation ? 720 : 300;
      case NFL -> regulation || playoff ? 900 : 600;
      case NHL -> regulation || playoff ? 1200 : 300;
      case MLB, EPL -> throw new IllegalStateException(league + " has no clock that counts down");
    };
  }

  private Side possession() {
    if (!state.has("possession")) {
      return null;
    }
    return state.word("possession", List.of("home", "away")).equals("home") ? Side.HOME : Side.AWAY;
  }

  private Situation scrimmage() {
    Side possession = possession();
    int down = state.integer("down", 0, 4, 0);
    int distance = state.integer("distance", 0, 99, 0);
    int yards = state.integer("yards_to_goal", 0, 99, 0);
    if (possession == null && (down > 0 || distance > 0 || yards > 0)) {
      throw state.refused(
          "missing_field",
          "possession",
          state.path("possession")
              + " is missing: down, distance and yards_to_goal are of the team that has the ball");
    }
    return Situation.scrimmage(possession, down, distance, yards);
  }

  private Situation strength() {
    boolean homePulled = state.flag("home_goalie_pulled");
    boolean awayPulled = state.flag("away_goalie_pulled");
    if (!state.has("strength")) {
      return Situation.strength(0, 0, homePulled, awayPulled);
    }
    String strength = state.text("strength");
    if (!STRENGTH.matcher(strength).matches()) {
      throw state.refused(
          "malformed",
          "strength",
          "%s must be the skaters of both teams such as 5v4, home first, 3 to 6 each, got %s"
              .formatted(state.path("strength"), strength));
    }
    return Situation.strength(
        strength.charAt(0) - '0', strength.charAt(2) - '0', homePulled, awayPulled);
  }

  private GameState inning() {
    int inning = state.integer("inning", 1, PERIOD_MAX);
    boolean bottom = state.word("half", List.of("top", "bottom")).equals("bottom");
    int outs = state.integer("outs", 0, 3, 0);
    String bases = state.text("bases", "---");
    if (!BASES.matcher(bases).matches()) {
      throw state.refused(
          "malformed",
          "bases",
          "%s must be the bases that are taken such as 1-3, --- where none is, got %s"
              .formatted(state.path("bases"), bases));
    }
    int taken = 0;
    for (int base = 0; base < 3; base++) {
      taken |= bases.charAt(base) == '-' ? 0 : 1 << base;
    }
    return game(
        EventStatus.LIVE, inning, periodType(inning), 0, 0, Situation.inning(bottom, outs, taken));
  }

  private GameState minute() {
    int period = state.integer("period", 1, 2);
    int first = period == 1 ? 0 : 45;
    double minute = minutesPlayed(first, first + 45);
    int homeReds = 0;
    int awayReds = 0;
    if (state.has("red_cards")) {
      Fields reds = state.object("red_cards").allow("home", "away");
      homeReds = reds.integer("home", 0, 11, 0);
      awayReds = reds.integer("away", 0, 11, 0);
    }
    double announced = 60 * state.number("added_announced", 0, 30, 0);
    double elapsed = 60 * (minute - first);
    return game(
        EventStatus.LIVE,
        period,
        PeriodType.REG,
        Math.max(0, 2700 - elapsed),
        elapsed,
        Situation.cards(homeReds, awayReds, announced));
  }

  /**
   * Minutes played, those that were added included: 90 and added 3 is 93. A clock that goes on
   * beyond the half may say it twice, 93 and added 3.
   */
  private double minutesPlayed(int first, int end) {
    double minute = state.number("minute", first, first + 75);
    double added = state.number("added", 0, 30, 0);
    if (added > 0 && minute < end) {
      throw state.refused(
          "out_of_range",
          "added",
          "%s is of minutes played beyond minute %d: before it, it must be 0; what officials announce is %s"
              .formatted(state.path("added"), end, state.path("added_announced")));
    }
    if (added > 0 && minute > end && Math.abs(minute - end - added) > SAME_MINUTES) {
      throw state.refused(
          "out_of_range",
          "added",
          "%s must be 0 or the minutes that %s has beyond %d, where it has any, got %s"
              .formatted(state.path("added"), state.path("minute"), end, added));
    }
    return minute == end ? end + added : minute;
  }

  private GameState game(
      EventStatus status,
      int period,
      PeriodType type,
      double remaining,
      double elapsed,
      Situation situation) {
    Fields score = state.object("score").allow("home", "away");
    int home = score.integer("home", 0, SCORE_MAX);
    int away = score.integer("away", 0, SCORE_MAX);
    List<PeriodScore> periods = periodScores();
    if (periods.stream().mapToInt(PeriodScore::home).sum() > home
        || periods.stream().mapToInt(PeriodScore::away).sum() > away) {
      throw state.refused(
          "out_of_range",
          "period_scores",
          "%s must sum to no more than %s, of each team"
              .formatted(state.path("period_scores"), state.path("score")));
    }
    requireLevel(period, periods);
    return GameState.of(status, period, type, remaining, elapsed, home, away, periods, situation);
  }

  /** A game that went on was level when regulation was over. */
  private void requireLevel(int period, List<PeriodScore> periods) {
    if (period <= league.periods() || periods.size() < league.periods()) {
      return;
    }
    int lead = 0;
    for (PeriodScore score : periods.subList(0, league.periods())) {
      lead += score.home() - score.away();
    }
    if (lead != 0) {
      throw state.refused(
          "out_of_range",
          "period_scores",
          "%s of regulation must be level, since the game went on after it: %d to the home team"
              .formatted(state.path("period_scores"), lead));
    }
  }

  private List<PeriodScore> periodScores() {
    List<PeriodScore> scores = new ArrayList<>();
    if (state.has("period_scores")) {
      for (Fields period : state.objects("period_scores", PERIOD_MAX)) {
        period.allow("home", "away");
        scores.add(
            new PeriodScore(
                scores.size() + 1,
                period.integer("home", 0, SCORE_MAX),
                period.integer("away", 0, SCORE_MAX)));
      }
    }
    return scores;
  }
}
