package io.oddsupdate.local.simulator;

import io.oddsupdate.pricing.reference.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The plays themselves, in the words and with the fields of the feed. */
final class FloorPlays {
  private static final List<String> LOST_BALLS = List.of("bad pass", "lost ball", "traveling");
  private static final List<String> JUMPERS = List.of("pullup", "step back", "turnaround fadeaway");
  private static final List<String> LAYUPS = List.of("driving", "cutting", "running", "putback");
  private static final double OFFENSIVE_REBOUND = 0.24;

  private final PlayLog log;
  private final Draws draws;
  private final Map<Side, int[]> fouls = new EnumMap<>(Side.class);
  private RosterPlayer shooter;
  private int reviews;

  FloorPlays(PlayLog log, Draws draws) {
    this.log = log;
    this.draws = draws;
  }

  int teamFouls(Side side) {
    return foulsOf(side)[log.period()];
  }

  private int[] foulsOf(Side side) {
    // More periods than any game has seen.
    return fouls.computeIfAbsent(side, s -> new int[40]);
  }

  /** Who took, or takes, the shot. */
  RosterPlayer shooter() {
    return shooter;
  }

  RosterPlayer chooseShooter(Side attack) {
    shooter = draws.weighted(log.floor(attack).court(), p -> p.usage() * p.form());
    return shooter;
  }

  private RosterPlayer anyOf(Side side) {
    return draws.of(log.floor(side).court());
  }

  private RosterPlayer mateOf(Side side, RosterPlayer player) {
    RosterPlayer mate = anyOf(side);
    while (mate.equals(player)) {
      mate = anyOf(side);
    }
    return mate;
  }

  void jumpBall(Side won) {
    log.pause(6);
    log.run(20);
    log.giveBall(won);
    RosterPlayer winner = anyOf(won);
    RosterPlayer loser = anyOf(PlayLog.other(won));
    log.play("jumpball", "recovered")
        .by(won, null)
        .descriptor("startperiod")
        .with("jumpBallRecoveredName", "Team (" + log.floor(won).team().tricode() + ")")
        .with("jumpBallWonPlayerName", winner.familyName())
        .with("jumpBallWonPersonId", winner.personId())
        .with("jumpBallLostPlayerName", loser.familyName())
        .with("jumpBallLostPersonId", loser.personId())
        .text(
            "Jump Ball %s vs. %s: Tip to Team (%s)"
                .formatted(
                    winner.nameWithInitial(),
                    loser.nameWithInitial(),
                    log.floor(won).team().tricode()))
        .add();
  }

  void turnover(Side attack) {
    RosterPlayer loser = anyOf(attack);
    boolean stolen = draws.chance(0.5);
    int count = log.floor(attack).count(loser, "turnover");
    String how = draws.of(LOST_BALLS);
    PlayLog.Draft draft =
        log.play("turnover", stolen ? how : "out-of-bounds")
            .by(attack, loser)
            .descriptor(stolen ? null : how)
            .with("turnoverTotal", count)
            .text("%s %s TURNOVER (%d TO)".formatted(loser.nameWithInitial(), how, count));
    Side defence = PlayLog.other(attack);
    if (stolen) {
      RosterPlayer thief = anyOf(defence);
      draft.with("stealPlayerName", thief.familyName()).with("stealPersonId", thief.personId());
      draft.add();
      int steals = log.floor(defence).count(thief, "steal");
      log.play("steal", null)
          .by(defence, thief)
          .text("%s STEAL (%d STL)".formatted(thief.nameWithInitial(), steals))
          .add();
    } else {
      draft.add();
    }
    log.giveBall(defence);
  }

  void stoppage() {
    if (draws.chance(0.3)) {
      Side side = PlayLog.other(log.ball());
      RosterPlayer player = anyOf(side);
      log.play("violation", "kicked ball")
          .by(side, player)
          .text(player.nameWithInitial() + " kicked ball VIOLATION")
          .add();
    } else {
      log.play("stoppage", "out-of-bounds").add();
    }
  }

  void personalFoul(Side defence, Side attack, boolean penalty) {
    foul(defence, attack, null, penalty ? List.of("inpenalty", "2freethrow") : List.of(), 2);
  }

  void shootingFoul(Side defence, Side attack, int throwsGiven) {
    foul(defence, attack, "shooting", List.of(throwsGiven + "freethrow"), throwsGiven);
  }

  private void foul(
      Side defence, Side attack, String descriptor, List<String> qualifiers, int throwsGiven) {
    RosterPlayer fouler = anyOf(defence);
    RosterPlayer fouled = descriptor == null ? chooseShooter(attack) : shooter;
    foulsOf(defence)[log.period()]++;
    int count = log.floor(defence).count(fouler, "foul");
    String free =
        qualifiers.isEmpty() ? "" : " (%s %d FT)".formatted(fouled.familyName(), throwsGiven);
    log.play("foul", "personal")
        .by(defence, fouler)
        .descriptor(descriptor)
        .qualifiers(qualifiers)
        .with("foulPersonalTotal", count)
        .with("foulTechnicalTotal", 0)
        .with("foulDrawnPlayerName", fouled.familyName())
        .with("foulDrawnPersonId", fouled.personId())
        .text(
            "%s %spersonal FOUL (%d PF)%s"
                .formatted(
                    fouler.nameWithInitial(),
                    descriptor == null ? "" : descriptor + " ",
                    count,
                    free))
        .add();
  }

  /** True where the last throw missed and the attack got the rebound. */
  boolean freeThrows(Side attack, int given) {
    Play last = null;
    for (int i = 1; i <= given; i++) {
      log.pause(draws.between(12, 22));
      boolean made = draws.chance(shooter.freeThrow());
      String name = "%s Free Throw %d of %d".formatted(shooter.nameWithInitial(), i, given);
      last =
          log.play("freethrow", i + " of " + given)
              .by(attack, shooter)
              .shot(made, 1)
              .text(made ? name + " ({pts} PTS)" : "MISS " + name)
              .add();
    }
    if (last == null || Boolean.TRUE.equals(last.made())) {
      log.giveBall(PlayLog.other(attack));
      return false;
    }
    return rebound(attack, last, 0.12);
  }

  void madeShot(Side attack, boolean three) {
    shotDraft(attack, three).shot(true, three ? 3 : 2).add();
    log.giveBall(PlayLog.other(attack));
  }

  boolean missedShot(Side attack, boolean three) {
    Side defence = PlayLog.other(attack);
    boolean blocked = !three && draws.chance(0.1);
    String name = shooter.nameWithInitial();
    PlayLog.Draft draft =
        fieldGoal(attack, three)
            .shot(false, three ? 3 : 2)
            .text("MISS " + name + (three ? " 3PT" : " Jump Shot") + (blocked ? " - blocked" : ""));
    RosterPlayer blocker = anyOf(defence);
    if (blocked) {
      draft.with("blockPlayerName", blocker.familyName()).with("blockPersonId", blocker.personId());
    }
    Play missed = draft.add();
    if (blocked) {
      int blocks = log.floor(defence).count(blocker, "block");
      log.play("block", null)
          .by(defence, blocker)
          .text("%s BLOCK (%d BLK)".formatted(blocker.nameWithInitial(), blocks))
          .add();
    }
    return rebound(attack, missed, OFFENSIVE_REBOUND);
  }

  /** A basket that the officials look at: it stands, or it is taken back. */
  void reviewedBasket(Side attack, boolean three) {
    // The first one of every game, so that every game shows a score that goes down.
    boolean overturned = reviews++ == 0 || draws.chance(0.3);
    boolean challenge = draws.chance(0.5);
    int ruling = draws.between(50, 95);
    PlayLog.Draft basket = shotDraft(attack, three).shot(true, three ? 3 : 2);
    if (overturned) {
      basket.overturnedAfter(ruling + 14);
    }
    basket.add();
    Side defence = PlayLog.other(attack);
    log.pause(10);
    replay(challenge ? defence : null, "request", challenge, "Request");
    log.pause(ruling);
    replay(
        challenge ? defence : null,
        overturned ? "overturn" : "support",
        challenge,
        overturned ? "Overturn Ruling" : "Support Ruling");
    log.pause(8);
    log.giveBall(defence);
  }

  private void replay(Side side, String subType, boolean challenge, String words) {
    log.play("instantreplay", subType)
        .by(side, null)
        .descriptor(challenge ? "challenge" : null)
        .text("Instant Replay" + (challenge ? " - Challenge: " : " - ") + words)
        .add();
  }

  private PlayLog.Draft shotDraft(Side attack, boolean three) {
    PlayLog.Draft draft = fieldGoal(attack, three);
    String name = shooter.nameWithInitial() + (three ? " 3PT ({pts} PTS)" : " ({pts} PTS)");
    if (!draws.chance(0.6)) {
      return draft.text(name);
    }
    RosterPlayer mate = mateOf(attack, shooter);
    int assists = log.floor(attack).count(mate, "assist");
    return draft
        .with("assistPlayerNameInitial", mate.nameWithInitial())
        .with("assistPersonId", mate.personId())
        .with("assistTotal", assists)
        .text("%s (%s %d AST)".formatted(name, mate.nameWithInitial(), assists));
  }

  private PlayLog.Draft fieldGoal(Side attack, boolean three) {
    boolean layup = !three && draws.chance(0.55);
    double distance = three ? draws.between(22.0, 28.0) : draws.between(0.5, layup ? 5 : 20);
    return log.play(three ? "3pt" : "2pt", layup ? "Layup" : "Jump Shot")
        .by(attack, shooter)
        .descriptor(three && draws.chance(0.7) ? null : draws.of(layup ? LAYUPS : JUMPERS))
        .qualifiers(layup ? List.of("pointsinthepaint") : List.of())
        .with("x", Math.rint(draws.between(0.0, 100.0) * 100) / 100)
        .with("y", Math.rint(draws.between(0.0, 100.0) * 100) / 100)
        .with("shotDistance", Math.rint(distance * 100) / 100);
  }

  private boolean rebound(Side attack, Play missed, double offensive) {
    boolean kept = draws.chance(offensive);
    Side side = kept ? attack : PlayLog.other(attack);
    log.run(draws.between(5, 25));
    log.giveBall(side);
    PlayLog.Draft draft = log.play("rebound", kept ? "offensive" : "defensive").of(missed);
    if (draws.chance(0.12)) {
      draft
          .by(side, null)
          .qualifiers(List.of("team"))
          .text(log.floor(side).team().tricode() + " TEAM REBOUND")
          .add();
      return kept;
    }
    RosterPlayer rebounder = anyOf(side);
    Floor floor = log.floor(side);
    floor.count(rebounder, kept ? "offensive" : "defensive");
    int off = floor.counted(rebounder, "offensive");
    int def = floor.counted(rebounder, "defensive");
    draft
        .by(side, rebounder)
        .with("reboundTotal", off + def)
        .with("reboundDefensiveTotal", def)
        .with("reboundOffensiveTotal", off)
        .text("%s REBOUND (Off:%d Def:%d)".formatted(rebounder.nameWithInitial(), off, def))
        .add();
    return kept;
  }
}
