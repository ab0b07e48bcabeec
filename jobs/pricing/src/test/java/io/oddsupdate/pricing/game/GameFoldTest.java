package io.oddsupdate.pricing.game;

import static io.oddsupdate.pricing.Games.clock;
import static io.oddsupdate.pricing.Games.deletion;
import static io.oddsupdate.pricing.Games.feed;
import static io.oddsupdate.pricing.Games.order;
import static io.oddsupdate.pricing.Games.play;
import static io.oddsupdate.pricing.game.ActionType.ATTEMPT;
import static io.oddsupdate.pricing.game.ActionType.GAME_END;
import static io.oddsupdate.pricing.game.ActionType.OTHER;
import static io.oddsupdate.pricing.game.ActionType.SCORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.Log;
import io.oddsupdate.pricing.game.Payload.InstructionType;
import io.oddsupdate.pricing.reference.Side;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GameFoldTest {
  private static final GameEvent BASKET = play("a", 1, 10, SCORE, clock(1, 700), 2, 0, 2, "nba-1");
  private static final GameEvent THREE = play("b", 1, 20, SCORE, clock(1, 680), 2, 3, 3, "nba-2");

  static Stream<Arguments> scores() {
    return Stream.of(
        Arguments.of("the score of the last play", List.of(BASKET, THREE), 2, 3),
        Arguments.of("delivered out of order", List.of(THREE, BASKET), 2, 3),
        Arguments.of(
            "the last play is deleted", List.of(BASKET, THREE, deletion("b", 2, 20)), 2, 0),
        Arguments.of(
            "a play before the last is deleted, the last not yet edited",
            List.of(BASKET, THREE, deletion("a", 2, 10)),
            2,
            3),
        Arguments.of(
            "corrected downwards",
            List.of(BASKET, THREE, play("b", 2, 20, SCORE, clock(1, 680), 2, 2, 2, "nba-2")),
            2,
            2),
        Arguments.of(
            "a late edit of an earlier play moves no score",
            List.of(BASKET, THREE, play("a", 2, 10, SCORE, clock(1, 700), 3, 0, 3, "nba-1")),
            2,
            3),
        Arguments.of(
            "an edit moves a play in the order",
            List.of(BASKET, THREE, play("a", 2, 30, SCORE, clock(1, 700), 4, 3, 2, "nba-1")),
            4,
            3),
        Arguments.of(
            "an older revision after a newer one",
            List.of(play("a", 5, 10, SCORE, clock(1, 700), 3, 0, 3, "nba-1"), BASKET),
            3,
            0),
        Arguments.of(
            "an older revision after a deletion",
            List.of(THREE, deletion("a", 2, 10), BASKET, deletion("b", 2, 20)),
            0,
            0),
        Arguments.of(
            "a deleted play returns",
            List.of(
                BASKET,
                deletion("a", 2, 10),
                play("a", 3, 10, SCORE, clock(1, 700), 2, 0, 2, "nba-1")),
            2,
            0),
        Arguments.of(
            "equal places in the order go by event id",
            List.of(
                play("b", 1, 10, SCORE, clock(1, 700), 2, 2, 2, null),
                play("a", 1, 10, SCORE, clock(1, 700), 2, 0, 2, null)),
            2,
            2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scores")
  void foldsTheScore(String what, List<GameEvent> events, int home, int away) {
    Log log = new Log();
    events.forEach(log::offer);

    assertThat(log.state().homeScore()).as(what).isEqualTo(home);
    assertThat(log.state().awayScore()).as(what).isEqualTo(away);
  }

  @Test
  void tellsDuplicatesAndStaleRevisionsApart() {
    Log log = Log.of(play("a", 5, 10, SCORE, clock(1, 700), 2, 0));

    assertThat(log.offer(play("a", 5, 10, SCORE, clock(1, 700), 9, 9)))
        .isEqualTo(Verdict.DUPLICATE);
    assertThat(log.offer(play("a", 4, 10, SCORE, clock(1, 700), 9, 9)))
        .isEqualTo(Verdict.STALE_REVISION);
    assertThat(log.state().homeScore()).isEqualTo(2);
  }

  @Test
  void holdsRevisionsAgainstATombstone() {
    Log log = Log.of(BASKET, deletion("a", 2, 10));

    assertThat(log.offer(deletion("a", 2, 10))).isEqualTo(Verdict.DUPLICATE);
    assertThat(log.offer(BASKET)).isEqualTo(Verdict.STALE_REVISION);
    assertThat(log.kept().get("a").action()).isNull();
    assertThat(log.kept().get("a").revision()).isEqualTo(2);
    assertThat(log.state().status()).isEqualTo(EventStatus.NOT_STARTED);
  }

  @Test
  void isLiveFromTheFirstPlayAndEndedWhileAGameEndStands() {
    Log log = Log.of(feed("f", true));
    assertThat(log.state().status()).isEqualTo(EventStatus.NOT_STARTED);

    log.offer(BASKET);
    assertThat(log.state().status()).isEqualTo(EventStatus.LIVE);

    log.offer(play("end", 1, 99, GAME_END, clock(4, 0), 2, 0));
    assertThat(log.state().status()).isEqualTo(EventStatus.ENDED);

    log.offer(deletion("end", 2, 99));
    assertThat(log.state().status()).isEqualTo(EventStatus.LIVE);
  }

  @Test
  void countsPointsOfEachScorerWithOvertime() {
    Log log =
        Log.of(
            BASKET,
            THREE,
            play("c", 1, 30, ATTEMPT, clock(1, 670), 2, 3, 0, "nba-1"),
            play("d", 1, 40, SCORE, clock(5, 100), 4, 3, 2, "nba-1"));

    assertThat(log.state().tallies()).isEqualTo(Map.of("POINTS|nba-1", 4, "POINTS|nba-2", 3));
  }

  @Test
  void takesTheClockOfTheLastPlayThatHasOne() {
    GameState state = Log.of(BASKET, play("x", 1, 30, OTHER, null, 2, 0)).state();

    assertThat(state.period()).isEqualTo(1);
    assertThat(state.secondsRemaining()).isEqualTo(700);
  }

  @ParameterizedTest
  @EnumSource(
      value = ActionType.class,
      names = {
        "REVIEW_END",
        "SCORE",
        "ATTEMPT",
        "POSSESSION_CHANGE",
        "PERIOD_START",
        "GAME_START",
        "GAME_END",
        "PITCH",
        "AT_BAT_END"
      })
  void resolvesASuspensionOnceThePlayGoesOn(ActionType resolving) {
    Log log = Log.of(review(20));
    assertThat(log.state().suspendingActions()).contains(ActionType.REVIEW_START);

    log.offer(play("next", 1, 30, resolving, clock(1, 600), 0, 0));

    assertThat(log.state().suspendingActions()).doesNotContain(ActionType.REVIEW_START);
  }

  @ParameterizedTest
  @EnumSource(
      value = ActionType.class,
      names = {
        "FOUL",
        "CARD",
        "PENALTY",
        "SUBSTITUTION",
        "TIMEOUT",
        "PERIOD_END",
        "GOALIE_PULLED",
        "STATUS_CHANGE",
        "LINEUP",
        "CORRECTION",
        "OTHER"
      })
  void leavesASuspensionStandingDuringTheWait(ActionType waiting) {
    Log log = Log.of(review(20), play("next", 1, 30, waiting, clock(1, 600), 0, 0));

    assertThat(log.state().suspendingActions()).contains(ActionType.REVIEW_START);
  }

  @Test
  void aPlayOrderedBeforeAReviewDoesNotResolveItHoweverLateItComes() {
    Log log = Log.of(review(20), play("late", 1, 15, SCORE, clock(1, 610), 2, 0));

    assertThat(log.state().suspendingActions()).contains(ActionType.REVIEW_START);
  }

  @Test
  void aDeletedResolutionSuspendsAgain() {
    Log log = Log.of(review(20), play("next", 1, 30, SCORE, clock(1, 600), 2, 0));

    log.offer(deletion("next", 2, 30));

    assertThat(log.state().suspendingActions()).contains(ActionType.REVIEW_START);
  }

  @Test
  void tellsEverySuspendingActionThatIsNotOver() {
    Log log = Log.of(play("i", 1, 30, ActionType.INJURY, clock(1, 600), 0, 0), review(20));

    assertThat(log.state().suspendingActions())
        .containsExactlyInAnyOrder(ActionType.INJURY, ActionType.REVIEW_START);
  }

  @ParameterizedTest
  @EnumSource(
      value = ActionType.class,
      names = {"SCORE", "CARD", "PENALTY"})
  void aMomentSuspendsUntilTheNextPlay(ActionType moment) {
    Log log = Log.of(play("m", 1, 20, moment, clock(1, 600), 1, 0));
    assertThat(log.state().suspendingActions()).containsExactly(moment);

    log.offer(play("l", 1, 25, ActionType.LINEUP, clock(1, 600), 1, 0));
    assertThat(log.state().suspendingActions()).containsExactly(moment);

    log.offer(play("next", 1, 30, ActionType.FOUL, clock(1, 590), 1, 0));
    assertThat(log.state().suspendingActions()).isEmpty();
  }

  @Test
  void aCardThatSendsNobodyOffSuspendsNothing() {
    Log log = Log.of(card(1, 20, 0));
    assertThat(log.state().suspendingActions()).isEmpty();

    log.offer(card(2, 30, 1));
    assertThat(log.state().suspendingActions()).containsExactly(ActionType.CARD);
    assertThat(log.state().situation().awayReds()).isEqualTo(1);
  }

  @Test
  void keepsTheScoreOfEachPeriodAndWhoScoredInWhichOrder() {
    Log log =
        Log.of(
            play("a", 1, 10, SCORE, clock(1, 600), 0, 1),
            play("b", 1, 20, SCORE, clock(1, 500), 1, 1),
            play("c", 1, 30, SCORE, clock(2, 700), 1, 2));

    assertThat(log.state().periodScores())
        .containsExactly(new PeriodScore(1, 1, 1), new PeriodScore(2, 0, 1));
    assertThat(log.state().goals()).containsExactly(Side.AWAY, Side.HOME, Side.AWAY);
  }

  @Test
  void aGoalThatIsTakenBackLeavesThePeriodAndTheOrder() {
    Log log =
        Log.of(
            play("a", 1, 10, SCORE, clock(1, 600), 1, 0),
            play("b", 1, 20, SCORE, clock(1, 500), 1, 1),
            play("var", 1, 30, ActionType.REVIEW_END, clock(1, 480), 1, 0));

    assertThat(log.state().periodScores()).containsExactly(new PeriodScore(1, 1, 0));
    assertThat(log.state().goals()).containsExactly(Side.HOME);
  }

  @ParameterizedTest
  @EnumSource(
      value = EventStatus.class,
      names = {
        "SUSPENDED",
        "DELAYED",
        "INTERRUPTED",
        "POSTPONED",
        "CANCELLED",
        "ABANDONED",
        "CLOSED"
      })
  void followsTheStatusThatTheVendorReports(EventStatus reported) {
    Log log = Log.of(play("a", 1, 10, SCORE, clock(1, 600), 0, 1));
    log.offer(
        new GameEvent(
            "s",
            1,
            20,
            false,
            reported,
            clock(1, 600),
            null,
            Games.RECEIVED_MS,
            new Payload.Play(ActionType.STATUS_CHANGE, 0, 1, null, List.of())));
    assertThat(log.state().status()).isEqualTo(reported);

    log.offer(play("b", 1, 30, SCORE, clock(1, 590), 0, 2));
    assertThat(log.state().status()).isEqualTo(EventStatus.LIVE);
  }

  @Test
  void aReportOfAPlayersCountReplacesWhatWasCounted() {
    Log log = Log.of(play("a", 1, 10, SCORE, clock(1, 600), 2, 0, 2, "nba-1"));

    log.offer(
        new GameEvent(
            "r",
            1,
            20,
            false,
            EventStatus.LIVE,
            null,
            null,
            Games.RECEIVED_MS,
            new Payload.PlayerReport(new PlayerCount("nba-1", PlayerStat.POINTS, 5, true))));

    assertThat(log.state().tally(PlayerStat.POINTS, "nba-1")).isEqualTo(5);
  }

  private static GameEvent card(int number, long order, int awayReds) {
    return new GameEvent(
        "card" + number,
        1,
        order,
        false,
        EventStatus.LIVE,
        clock(1, 600),
        null,
        Games.RECEIVED_MS,
        new Payload.Play(ActionType.CARD, 0, 0, Situation.cards(0, awayReds, 0), List.of()));
  }

  @Test
  void controlsFollowTheLog() {
    Log log = Log.of(order("c1", InstructionType.SUSPEND), feed("f1", false));
    assertThat(log.state().traderSuspended()).isTrue();
    assertThat(log.state().feedDown()).isTrue();

    log.offer(feed("f2", true));
    log.offer(order("c2", InstructionType.RESUME));
    assertThat(log.state().traderSuspended()).isFalse();
    assertThat(log.state().feedDown()).isFalse();
  }

  @Test
  void keepsOnlyTheArchivedControlOnceArchived() {
    Log log = Log.of(BASKET, order("c1", InstructionType.SUSPEND));

    assertThat(log.offer(order("c2", InstructionType.ARCHIVE))).isEqualTo(Verdict.ACCEPTED);
    assertThat(log.controls()).isEqualTo(new Controls(false, false, true, null));
    assertThat(log.kept()).isEmpty();

    for (GameEvent event : Arrays.asList(THREE, order("c3", InstructionType.RESUME), BASKET)) {
      assertThat(log.offer(event)).isEqualTo(Verdict.ARCHIVED);
    }
    assertThat(log.controls().archived()).isTrue();
    assertThat(log.kept()).isEmpty();
  }

  private static GameEvent review(long order) {
    return play("review", 1, order, ActionType.REVIEW_START, clock(1, 605), 0, 0);
  }
}
