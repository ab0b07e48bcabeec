package io.oddsupdate.local.simulator;

import io.oddsupdate.pricing.reference.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The game's clocks, the score and what happened so far. */
final class PlayLog {
  private static final int REGULATION_TENTHS = 7200;
  private static final int OVERTIME_TENTHS = 3000;

  private final List<Play> plays = new ArrayList<>();
  private final Map<Side, Floor> floors = new EnumMap<>(Side.class);
  private final Map<Side, Integer> score = new EnumMap<>(Side.class);
  private int period;
  private int clockTenths;
  private long nowMs;
  private Side ball;

  PlayLog(GamePlan plan, long startMs) {
    floors.put(Side.HOME, new Floor(plan.home()));
    floors.put(Side.AWAY, new Floor(plan.away()));
    score.put(Side.HOME, 0);
    score.put(Side.AWAY, 0);
    nowMs = startMs;
  }

  static Side other(Side side) {
    return side == Side.HOME ? Side.AWAY : Side.HOME;
  }

  List<Play> plays() {
    return Collections.unmodifiableList(plays);
  }

  Floor floor(Side side) {
    return floors.get(side);
  }

  int lead(Side side) {
    return score.get(side) - score.get(other(side));
  }

  int period() {
    return period;
  }

  int clockTenths() {
    return clockTenths;
  }

  long nowMs() {
    return nowMs;
  }

  Side ball() {
    return ball;
  }

  void giveBall(Side side) {
    ball = side;
  }

  void openPeriod() {
    period++;
    clockTenths = period <= 4 ? REGULATION_TENTHS : OVERTIME_TENTHS;
  }

  /** Lets the game clock run, at most to the period's end. */
  void run(int tenths) {
    int ran = Math.min(tenths, clockTenths);
    clockTenths -= ran;
    nowMs += ran * 100L;
    floors.values().forEach(floor -> floor.advance(ran));
  }

  /** Time passes while the game clock stands. */
  void pause(int seconds) {
    nowMs += seconds * 1000L;
  }

  Draft play(String type, String subType) {
    return new Draft(type, subType);
  }

  /** Collects one play; {@link #add()} closes it at the present clock. */
  final class Draft {
    private final String type;
    private final String subType;
    private final Map<String, Object> details = new LinkedHashMap<>();
    private String descriptor;
    private List<String> qualifiers = List.of();
    private Side side;
    private RosterPlayer player;
    private Boolean made;
    private int value;
    private String text;
    private Play shot;
    private boolean overturned;
    private int retractedAfterSeconds;

    private Draft(String type, String subType) {
      this.type = type;
      this.subType = subType;
    }

    Draft by(Side side, RosterPlayer player) {
      this.side = side;
      this.player = player;
      return this;
    }

    Draft descriptor(String descriptor) {
      this.descriptor = descriptor;
      return this;
    }

    Draft qualifiers(List<String> qualifiers) {
      this.qualifiers = qualifiers;
      return this;
    }

    Draft shot(boolean made, int value) {
      this.made = made;
      this.value = value;
      return this;
    }

    Draft of(Play missedShot) {
      this.shot = missedShot;
      return this;
    }

    Draft text(String text) {
      this.text = text;
      return this;
    }

    Draft with(String field, Object value) {
      details.put(field, value);
      return this;
    }

    /** The officials will not count it: it is shown as made until then. */
    Draft overturnedAfter(int seconds) {
      this.overturned = true;
      this.retractedAfterSeconds = seconds;
      return this;
    }

    Play add() {
      Play play = build(overturned ? Boolean.FALSE : made, overturned ? Map.of() : details, text);
      if (overturned) {
        play =
            play.withText("MISS " + text.replaceAll(" \\(.*", ""), Map.of())
                .withRetraction(build(made, details, text), nowMs + retractedAfterSeconds * 1000L);
      }
      plays.add(play);
      if (side != null && play.points() > 0) {
        score.merge(side, play.points(), Integer::sum);
      }
      return play;
    }

    private Play build(Boolean shotMade, Map<String, Object> fields, String description) {
      return new Play(
          period,
          clockTenths,
          nowMs,
          type,
          subType,
          descriptor,
          qualifiers,
          side,
          player,
          ball,
          shotMade,
          value,
          description,
          Collections.unmodifiableMap(fields),
          shot,
          null);
    }
  }
}
