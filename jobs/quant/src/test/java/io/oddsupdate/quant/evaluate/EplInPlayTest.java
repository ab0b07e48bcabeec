package io.oddsupdate.quant.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.EplMatches;
import io.oddsupdate.quant.archive.EplTimelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The moments of a match that need goal times, on a season that the test makes up. */
class EplInPlayTest {
  private static final int TEAMS = 12;
  private static final String[] MOMENTS = {"15 min", "30 min", "45 min", "60 min", "75 min"};

  @TempDir private Path folder;
  private final List<String> results = new ArrayList<>();
  private final List<String> timelines = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void playASeason() throws IOException {
    Random random = new Random(16);
    results.add("Div,HomeTeam,AwayTeam,FTHG,FTAG,HTHG,HTAG,PSCH,PSCD,PSCA,PC>2.5,PC<2.5");
    timelines.add("league,season,home,away,home_rate,away_rate,event,side,half,second");
    for (int home = 0; home < TEAMS; home++) {
      for (int away = 0; away < TEAMS; away++) {
        if (home != away) {
          play("Team" + home, "Team" + away, random);
        }
      }
    }
    for (String season : EplEvaluation.FITTED) {
      write(EplMatches.file(season).name(), results.subList(0, 20));
    }
    write(EplMatches.file(EplEvaluation.HELD_OUT).name(), results);
  }

  /** A goal of either team with a chance of one in sixty a minute. */
  private void play(String home, String away, Random random) {
    int[][] goals = new int[3][2];
    String match = "epl,1516," + home + "," + away + ",,,";
    timelines.add(match + "start,,,");
    for (int half = 1; half <= 2; half++) {
      for (int second = 30; second < 2820; second += 60) {
        for (int side = 0; side < 2; side++) {
          if (random.nextInt(60) == 0) {
            goals[half][side]++;
            timelines.add(
                match + "goal," + (side == 0 ? "home" : "away") + "," + half + "," + second);
          }
        }
      }
    }
    results.add(
        "E0,%s,%s,%d,%d,%d,%d,2.7,3.4,2.7,,"
            .formatted(
                home,
                away,
                goals[1][0] + goals[2][0],
                goals[1][1] + goals[2][1],
                goals[1][0],
                goals[1][1]));
  }

  private void write(String name, List<String> lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  private List<Checkpoint> checkpoints() {
    return new EplEvaluation().heldOut(HeldOut.shipped(League.EPL), new Archive(folder), told::add);
  }

  @Test
  void forecastsGetBetterWithTheTimeThatIsPlayed() throws IOException {
    write(EplTimelines.IN_PLAY.name(), timelines);

    List<Checkpoint> checkpoints = checkpoints();

    double before = HeldOut.named(checkpoints, "start, 2015/16").scores().logLoss();
    for (String moment : MOMENTS) {
      Scores scores = HeldOut.named(checkpoints, moment).scores();
      assertThat(scores.games()).isEqualTo(TEAMS * (TEAMS - 1));
      assertThat(scores.logLoss()).as(moment).isLessThan(before);
      before = scores.logLoss();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void withoutGoalTimesItSaysWhichDataItWouldNeed() {
    List<Checkpoint> checkpoints = checkpoints();

    assertThat(checkpoints).extracting(Checkpoint::name).doesNotContain(MOMENTS);
    assertThat(told)
        .singleElement()
        .asString()
        .contains("goal times of 0 matches are here")
        .contains("epl/timelines_statsbomb_2015_16.csv")
        .contains("home_rate,away_rate,event,side,half,second")
        .contains("epl/statsbomb_events_<match_id>.json.gz")
        .contains("https://github.com/statsbomb/open-data");
  }

  @Test
  void goalTimesOfAFewMatchesAreNotScored() throws IOException {
    write(EplTimelines.IN_PLAY.name(), timelines.subList(0, 30));

    assertThat(checkpoints()).extracting(Checkpoint::name).doesNotContain(MOMENTS);
    assertThat(told).singleElement().asString().contains("of at least 100");
  }
}
