package io.oddsupdate.adapter.vendor.nba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.adapter.core.PayloadField;
import io.oddsupdate.adapter.core.UnusableException;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionKindTest {
  @ParameterizedTest(name = "{0} {1} {2} {3} is {4}")
  @CsvSource({
    "game, end, , , GAME_END, 0, OTHER",
    "game, start, , , GAME_START, 0, OTHER",
    "period, start, , , PERIOD_START, 0, OTHER",
    "period, end, , , PERIOD_END, 0, OTHER",
    "2pt, Jump Shot, pullup, Made, SCORE, 2, SCORER",
    "2pt, DUNK, , Missed, ATTEMPT, 0, SHOOTER",
    "3pt, Jump Shot, , Made, SCORE, 3, SCORER",
    "3pt, Jump Shot, , Missed, ATTEMPT, 0, SHOOTER",
    "freethrow, 1 of 2, , Made, SCORE, 1, SCORER",
    "freethrow, 2 of 2, , Missed, ATTEMPT, 0, SHOOTER",
    "heave, , , Missed, ATTEMPT, 0, SHOOTER",
    "substitution, in, , , SUBSTITUTION, 0, IN",
    "substitution, out, , , SUBSTITUTION, 0, OUT",
    "timeout, full, , , TIMEOUT, 0, OTHER",
    "foul, personal, shooting, , FOUL, 0, FOULER",
    "jumpball, recovered, startperiod, , POSSESSION_CHANGE, 0, OTHER",
    "turnover, bad pass, , , POSSESSION_CHANGE, 0, OTHER",
    "rebound, defensive, , , POSSESSION_CHANGE, 0, REBOUNDER",
    "rebound, offensive, , , OTHER, 0, REBOUNDER",
    "steal, , , , OTHER, 0, OTHER",
    "instantreplay, request, , , REVIEW_START, 0, OTHER",
    "instantreplay, coach challenge, , , REVIEW_START, 0, OTHER",
    "instantreplay, coach challenge, support ruling, , REVIEW_END, 0, OTHER",
    "instantreplay, overturn ruling, , , REVIEW_END, 0, OTHER",
    "Instant Replay, Overturn, , , REVIEW_END, 0, OTHER",
    "challenge, request, , , REVIEW_START, 0, OTHER",
    "injury, , , , INJURY, 0, OTHER",
    "stoppage, injury, , , INJURY, 0, OTHER",
    "stoppage, out-of-bounds, , , OTHER, 0, OTHER",
    "a type of tomorrow, new, , , OTHER, 0, OTHER"
  })
  void readsTheVendorsWords(
      String type,
      String sub,
      String descriptor,
      String result,
      ActionType action,
      int points,
      Role role)
      throws UnusableException {
    ObjectNode node = new ObjectMapper().createObjectNode().put("actionType", type);
    node.put("subType", sub).put("descriptor", descriptor).put("shotResult", result);

    ActionKind kind = ActionKind.read(PayloadField.root(node));

    assertThat(kind.type()).isEqualTo(action);
    assertThat(kind.points()).isEqualTo(points);
    assertThat(kind.role()).isEqualTo(role);
  }
}
