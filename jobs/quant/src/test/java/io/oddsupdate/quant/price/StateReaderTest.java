package io.oddsupdate.quant.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.reference.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateReaderTest {
  private static GameState read(League league, String state) {
    return read(league, false, state);
  }

  private static GameState read(League league, boolean playoff, String state) {
    try {
      Fields request =
          Fields.of(new ObjectMapper().readTree(("{'state':" + state + "}").replace('\'', '"')));
      return StateReader.read(request, league, playoff);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void readsTheClockAndTheScore() {
    GameState state =
        read(
            League.NBA,
            """
            {'status':'live','period':3,'seconds_remaining':432,'score':{'home':70,'away':65},
             'period_scores':[{'home':30,'away':28},{'home':25,'away':25}],'possession':'away'}
            """);

    assertThat(state.status()).isEqualTo(EventStatus.LIVE);
    assertThat(state.period()).isEqualTo(3);
    assertThat(state.periodType()).isEqualTo(PeriodType.REG);
    assertThat(state.secondsRemaining()).isEqualTo(432);
    assertThat(state.secondsElapsed()).isEqualTo(288);
    assertThat(state.homeScore()).isEqualTo(70);
    assertThat(state.awayScore()).isEqualTo(65);
    assertThat(state.situation().possession()).isEqualTo(Side.AWAY);
    assertThat(state.periodScores())
        .containsExactly(new PeriodScore(1, 30, 28), new PeriodScore(2, 25, 25));
  }

  @Test
  void readsAScrimmage() {
    GameState state =
        read(
            League.NFL,
            """
            {'period':4,'seconds_remaining':120,'score':{'home':20,'away':24},
             'possession':'home','down':3,'distance':7,'yards_to_goal':35}
            """);

    assertThat(state.situation()).isEqualTo(Situation.scrimmage(Side.HOME, 3, 7, 35));
    assertThat(read(League.NFL, true, overtime(900)).secondsRemaining()).isEqualTo(900);
    assertThat(read(League.NFL, overtime(600)).periodType()).isEqualTo(PeriodType.OT);
    assertThatThrownBy(() -> read(League.NFL, overtime(601)))
        .hasMessageContaining("between 0 and 600");
  }

  @Test
  void playsOnAndOnInPlayOffsAlone() {
    String sixth = "{'period':6,'seconds_remaining':600,'score':{'home':20,'away':20}}";

    assertThat(read(League.NFL, true, sixth).period()).isEqualTo(6);
    assertThat(read(League.NHL, true, sixth).period()).isEqualTo(6);
  }

  private static String overtime(int seconds) {
    return "{'period':5,'seconds_remaining':" + seconds + ",'score':{'home':20,'away':20}}";
  }

  @Test
  void readsBasesAsTheyAreTaken() {
    GameState state =
        read(
            League.MLB,
            "{'inning':8,'half':'bottom','outs':1,'bases':'1-3','score':{'home':3,'away':4}}");

    assertThat(state.period()).isEqualTo(8);
    assertThat(state.situation()).isEqualTo(Situation.inning(true, 1, 0b101));
    assertThat(bases("---")).isZero();
    assertThat(bases("-2-")).isEqualTo(0b010);
    assertThat(bases("123")).isEqualTo(0b111);
    assertThat(
            read(League.MLB, "{'inning':10,'half':'top','score':{'home':3,'away':3}}").periodType())
        .isEqualTo(PeriodType.ET);
  }

  private static int bases(String bases) {
    return read(
            League.MLB,
            "{'inning':1,'half':'top','bases':'" + bases + "','score':{'home':0,'away':0}}")
        .situation()
        .bases();
  }

  @Test
  void readsStrengthHomeFirst() {
    GameState state =
        read(
            League.NHL,
            """
            {'period':3,'seconds_remaining':60,'strength':'5v4','away_goalie_pulled':true,
             'score':{'home':2,'away':1}}
            """);

    assertThat(state.situation()).isEqualTo(Situation.strength(5, 4, false, true));
    String fifth = "{'period':5,'seconds_remaining':300,'score':{'home':2,'away':2}}";
    assertThat(read(League.NHL, fifth).periodType()).isEqualTo(PeriodType.SO);
    assertThat(read(League.NHL, true, fifth).periodType()).isEqualTo(PeriodType.OT);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 30, 0, 1800",
    "2, 63, 0, 1080",
    "1, 45, 2, 2820",
    "1, 45, 3, 2880",
    "1, 48, 0, 2880",
    "1, 48, 3, 2880",
    "2, 90, 4, 2940",
    "2, 94, 4, 2940",
    "1, 47.3, 2.3, 2838",
    "2, 93.1, 3.1, 2886",
    "2, 45, 0, 0"
  })
  void readsTheMinuteOfAHalf(int period, double minute, double added, double elapsed) {
    GameState state =
        read(
            League.EPL,
            "{'period':%d,'minute':%s,'added':%s,'score':{'home':1,'away':0},'red_cards':{'home':0,'away':1}}"
                .formatted(period, minute, added));

    assertThat(state.secondsElapsed()).isCloseTo(elapsed, within(1e-6));
    assertThat(state.situation()).isEqualTo(Situation.cards(0, 1, 0));
  }

  @Test
  void needsNothingOfAGameThatHasNotBegunAndTheScoreOfOneThatHasEnded() {
    assertThat(read(League.NHL, "{'status':'scheduled'}")).isEqualTo(GameState.notStarted());
    GameState ended = read(League.NHL, "{'status':'ended','score':{'home':3,'away':2}}");
    assertThat(ended.over()).isTrue();
    assertThat(ended.homeScore()).isEqualTo(3);
    assertThatThrownBy(() -> read(League.NHL, "{'status':'ended'}"))
        .hasMessageContaining("state.score is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NBA | {'status':'over'} | unknown_value | state.status",
        "NBA | {'seconds_remaining':1,'score':{'home':1,'away':1}} | missing_field | state.period",
        "NBA | {'period':0} | out_of_range | state.period",
        "NBA | {'period':1.5} | wrong_type | state.period",
        "NBA | {'period':'3'} | wrong_type | state.period",
        "NBA | {'period':3} | missing_field | state.seconds_remaining",
        "NBA | {'period':3,'seconds_remaining':721} | out_of_range | state.seconds_remaining",
        "NBA | {'period':5,'seconds_remaining':301} | out_of_range | state.seconds_remaining",
        "NBA | {'period':3,'seconds_remaining':1} | missing_field | state.score",
        "NBA | {'period':3,'seconds_remaining':1,'score':[1,2]} | wrong_type | state.score",
        "NBA | {'period':3,'seconds_remaining':1,'score':{'away':2}} | missing_field"
            + " | state.score.home",
        "NBA | {'period':3,'seconds_remaining':1,'score':{'home':-1,'away':2}} | out_of_range"
            + " | state.score.home",
        "NBA | {'period':3,'seconds_remaining':1,'possession':'left'} | unknown_value"
            + " | state.possession",
        "NBA | {'period':3,'seconds_left':1} | unknown_field | state.seconds_left",
        "NBA | {'period':3,'seconds_remaining':1,'score':{'home':1,'away':2},"
            + "'period_scores':[{'home':1,'away':1},{'home':1}]} | missing_field"
            + " | state.period_scores[1].away",
        "NFL | {'period':3,'seconds_remaining':1,'possession':'home','down':5} | out_of_range"
            + " | state.down",
        "NFL | {'period':3,'seconds_remaining':1,'down':1} | missing_field | state.possession",
        "NFL | {'period':6,'seconds_remaining':1} | out_of_range | state.period",
        "NFL | {'status':'ended','period':6} | out_of_range | state.period",
        "NHL | {'period':6,'seconds_remaining':1} | out_of_range | state.period",
        "MLB | {'inning':0} | out_of_range | state.inning",
        "MLB | {'inning':1,'half':'middle'} | unknown_value | state.half",
        "MLB | {'inning':1,'half':'top','outs':4} | out_of_range | state.outs",
        "MLB | {'inning':1,'half':'top','bases':'13'} | malformed | state.bases",
        "MLB | {'inning':1,'half':'top','bases':'3-1'} | malformed | state.bases",
        "NHL | {'period':1,'seconds_remaining':1,'strength':'5-4'} | malformed | state.strength",
        "NHL | {'period':1,'seconds_remaining':1,'strength':'7v4'} | malformed | state.strength",
        "NHL | {'period':1,'seconds_remaining':1,'home_goalie_pulled':1} | wrong_type"
            + " | state.home_goalie_pulled",
        "EPL | {'period':3} | out_of_range | state.period",
        "EPL | {'period':2,'minute':30} | out_of_range | state.minute",
        "EPL | {'period':2,'minute':63,'added':3} | out_of_range | state.added",
        "EPL | {'period':2,'minute':89,'added':3} | out_of_range | state.added",
        "EPL | {'period':1,'minute':47,'added':3} | out_of_range | state.added",
        "EPL | {'period':1,'minute':47.3,'added':2.31} | out_of_range | state.added",
        "EPL | {'period':1,'minute':45,'added':-1} | out_of_range | state.added",
        "EPL | {'period':1,'minute':45,'added':'3'} | wrong_type | state.added",
        "EPL | {'period':2,'minute':63,'red_cards':{'home':12}} | out_of_range"
            + " | state.red_cards.home",
      })
  void namesTheFieldThatIsWrong(League league, String state, String code, String field) {
    assertThatThrownBy(() -> read(league, state))
        .isInstanceOfSatisfying(
            RefusedRequestException.class,
            refused -> {
              assertThat(refused.field()).isEqualTo(field);
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.getMessage()).contains(field);
            });
  }
}
