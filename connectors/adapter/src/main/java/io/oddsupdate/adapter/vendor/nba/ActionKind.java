package io.oddsupdate.adapter.vendor.nba;

import io.oddsupdate.adapter.core.PayloadField;
import io.oddsupdate.adapter.core.UnusableException;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.Role;
import java.util.Locale;

/**
 * What an action is in canonical words. A type that is not listed is {@code OTHER}: it moves no
 * price, and its score still counts.
 *
 * @param points scored, 0 for none
 * @param vendorAction the vendor's own words: type/subtype
 */
record ActionKind(ActionType type, int points, Role role, String vendorAction) {
  private static final String MADE = "Made";
  private static final String MISSED = "Missed";

  static ActionKind read(PayloadField field) throws UnusableException {
    String vendorType = field.text("actionType");
    String vendorSub = field.textOr("subType", "");
    String vendorAction = vendorSub.isEmpty() ? vendorType : vendorType + "/" + vendorSub;
    String type = vendorType.toLowerCase(Locale.ROOT).replace(" ", "");
    String sub = vendorSub.toLowerCase(Locale.ROOT);
    String descriptor = field.textOr("descriptor", "").toLowerCase(Locale.ROOT);
    String words = sub + " " + descriptor;
    return switch (type) {
      case "2pt" -> shot(field, 2, vendorAction);
      case "3pt", "heave" -> shot(field, 3, vendorAction);
      case "freethrow" -> shot(field, 1, vendorAction);
      case "game" -> of(edge(sub, ActionType.GAME_START, ActionType.GAME_END), vendorAction);
      case "period" -> of(edge(sub, ActionType.PERIOD_START, ActionType.PERIOD_END), vendorAction);
      case "substitution" ->
          new ActionKind(ActionType.SUBSTITUTION, 0, substituted(sub), vendorAction);
      case "timeout" -> of(ActionType.TIMEOUT, vendorAction);
      case "foul" -> new ActionKind(ActionType.FOUL, 0, Role.FOULER, vendorAction);
      case "jumpball", "turnover" -> of(ActionType.POSSESSION_CHANGE, vendorAction);
      case "rebound" -> new ActionKind(rebound(sub), 0, Role.REBOUNDER, vendorAction);
      case "instantreplay", "challenge" -> of(review(words), vendorAction);
      case "injury" -> of(ActionType.INJURY, vendorAction);
      case "stoppage" ->
          of(sub.contains("injury") ? ActionType.INJURY : ActionType.OTHER, vendorAction);
      default -> of(ActionType.OTHER, vendorAction);
    };
  }

  /** Whether the game clock goes on after the action. */
  boolean clockRuns() {
    String words = vendorAction.toLowerCase(Locale.ROOT);
    return switch (type) {
      case SCORE, ATTEMPT -> !words.startsWith("freethrow");
      case POSSESSION_CHANGE -> !words.startsWith("turnover/out-of-bounds");
      case PERIOD_START -> true;
      case OTHER ->
          words.startsWith("steal") || words.startsWith("block") || words.startsWith("rebound");
      case GAME_START,
          PERIOD_END,
          GAME_END,
          FOUL,
          CARD,
          PENALTY,
          SUBSTITUTION,
          TIMEOUT,
          REVIEW_START,
          REVIEW_END,
          PITCH,
          AT_BAT_END,
          GOALIE_PULLED,
          STATUS_CHANGE,
          LINEUP,
          INJURY,
          CORRECTION ->
          false;
    };
  }

  private static ActionKind of(ActionType type, String vendorAction) {
    return new ActionKind(type, 0, Role.OTHER, vendorAction);
  }

  private static ActionKind shot(PayloadField field, int worth, String vendorAction)
      throws UnusableException {
    return switch (field.text("shotResult")) {
      case MADE -> new ActionKind(ActionType.SCORE, worth, Role.SCORER, vendorAction);
      case MISSED -> new ActionKind(ActionType.ATTEMPT, 0, Role.SHOOTER, vendorAction);
      default -> throw field.child("shotResult").wrong(MADE + " or " + MISSED);
    };
  }

  private static ActionType edge(String sub, ActionType start, ActionType end) {
    return switch (sub) {
      case "start" -> start;
      case "end" -> end;
      default -> ActionType.OTHER;
    };
  }

  private static ActionType rebound(String sub) {
    return sub.equals("defensive") ? ActionType.POSSESSION_CHANGE : ActionType.OTHER;
  }

  private static Role substituted(String sub) {
    return switch (sub) {
      case "in" -> Role.IN;
      case "out" -> Role.OUT;
      default -> Role.OTHER;
    };
  }

  /**
   * A review ends with its ruling. Words that are not known start one: better to suspend for a
   * while than to keep odds open on a play that may be taken back.
   */
  private static ActionType review(String words) {
    boolean ruled =
        words.contains("ruling")
            || words.contains("overturn")
            || words.contains("support")
            || words.contains("stands")
            || words.contains("upheld")
            || words.contains("confirmed");
    return ruled ? ActionType.REVIEW_END : ActionType.REVIEW_START;
  }
}
