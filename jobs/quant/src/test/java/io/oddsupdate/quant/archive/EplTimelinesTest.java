package io.oddsupdate.quant.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When goals and red cards fell, in both of the formats that are read. */
class EplTimelinesTest {
  private static final String HEADER =
      "league,season,home,away,home_rate,away_rate,event,side,half,second\n";

  @TempDir private Path folder;

  @Test
  void readsGoalsAndRedCardsByHalfAndSecond() throws IOException {
    // Given two matches, one of them with rates and without a goal
    write(
        EplTimelines.IN_PLAY.name(),
        HEADER
            + "epl,1516,Leeds,Hull,,,start,,,\n"
            + "epl,1516,Leeds,Hull,,,goal,home,1,779\n"
            + "epl,1516,Leeds,Hull,,,red,away,1,2760\n"
            + "epl,1516,Leeds,Hull,,,goal,away,2,0\n"
            + "epl,1516,Hull,Leeds,1.5,1.2,start,,,\n");

    List<EplTimeline> timelines = EplTimelines.read(new Archive(folder), EplTimelines.IN_PLAY);

    // Then each moment has what had happened by then
    assertThat(timelines).hasSize(2);
    EplTimeline first = timelines.get(0);
    assertThat(first.count(false, true, 1, 778)).isZero();
    assertThat(first.count(false, true, 1, 779)).isEqualTo(1);
    assertThat(first.count(true, false, 2, 0)).isEqualTo(1);
    assertThat(first.count(false, false, 1, 9999)).isZero();
    assertThat(first.count(false, false, 2, 0)).isEqualTo(1);
    assertThat(timelines.get(1).moments()).isEmpty();
    assertThat(timelines.get(1).homeRate()).isEqualTo(1.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "goal,left,1,779 | column side must be home or away",
        "own goal,home,1,779 | column event must be start, goal or red",
        "goal,home,first,779 | column half must be a whole number",
        "goal,home,1,late | column second must be a number",
      })
  void namesLineAndColumnOfWhatIsMalformed(String event, String message) throws IOException {
    write(EplTimelines.IN_PLAY.name(), HEADER + "epl,1516,Leeds,Hull,,," + event + "\n");

    assertThatThrownBy(() -> EplTimelines.read(new Archive(folder), EplTimelines.IN_PLAY))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining(message)
        .hasMessageContaining("https://github.com/statsbomb/open-data");
  }

  @ParameterizedTest
  @CsvSource({
    "Man City, Manchester City, true",
    "Man City, Manchester United, false",
    "Bournemouth, AFC Bournemouth, true",
    "West Brom, West Bromwich Albion, true",
    "West Ham, West Bromwich Albion, false",
    "Tottenham, Tottenham Hotspur, true",
    "City Man, Manchester City, false",
    "Arsenal, Arsenal, true",
    "Wolves, Wolverhampton Wanderers, true",
    "Wolves, Wigan Athletic, false",
    "Nott'm Forest, Nottingham Forest, true",
    "QPR, Queens Park Rangers, true",
    "Sheffield Weds, Sheffield Wednesday, true",
    "Sheffield Weds, Sheffield United, false",
    "Sheffield United, Sheffield United, true",
  })
  void aTeamIsKnownByTheBeginningsOfItsWordsOrByItsOwnName(
      String shorter, String name, boolean same) {
    assertThat(EplEventStreams.isShortFor(shorter, name)).isEqualTo(same);
  }

  @Test
  void readsEventStreamsOfTheMatchesPackedOrNot() throws IOException {
    // Given streams of two matches, and one whose goals are not those of the result
    write("epl/statsbomb_events_7.json", stream("Manchester City", "AFC Bournemouth", 1, 0));
    write("epl/statsbomb_events_8.json.gz", stream("AFC Bournemouth", "Manchester City", 0, 2));
    write("epl/statsbomb_events_9.json", stream("Leeds United", "Hull City", 3, 0));
    List<EplMatch> matches =
        List.of(
            match("Man City", "Bournemouth", 1, 0),
            match("Bournemouth", "Man City", 0, 2),
            match("Leeds", "Hull", 2, 0));
    List<String> told = new ArrayList<>();

    List<EplTimeline> timelines = EplEventStreams.read(new Archive(folder), matches, told::add);

    // Then those two have the names of the results, and the third is told of
    assertThat(timelines)
        .extracting(EplTimeline::home)
        .containsExactlyInAnyOrder("Man City", "Bournemouth");
    EplTimeline first =
        timelines.stream().filter(each -> each.home().equals("Man City")).findFirst().orElseThrow();
    assertThat(first.count(false, true, 1, 59)).isZero();
    assertThat(first.count(false, true, 1, 61)).isEqualTo(1);
    assertThat(first.count(true, false, 2, 10)).isEqualTo(1);
    assertThat(told)
        .singleElement()
        .asString()
        .contains("epl/statsbomb_events_9.json (Leeds United - Hull City)");
  }

  /** A goal a minute in the first half, and a red card of the away team early in the second. */
  private static String stream(String home, String away, int homeGoals, int awayGoals) {
    StringBuilder events = new StringBuilder("[");
    events.append("{'type':{'name':'Starting XI'},'team':{'name':'" + home + "'}}");
    events.append(",{'type':{'name':'Starting XI'},'team':{'name':'" + away + "'}}");
    for (int goal = 1; goal <= homeGoals + awayGoals; goal++) {
      events.append(
          ",{'type':{'name':'Shot'},'team':{'name':'%s'},'period':1,'timestamp':'00:%02d:00.500','shot':{'outcome':{'name':'Goal'}}}"
              .formatted(goal <= homeGoals ? home : away, goal));
    }
    events.append(
        ",{'type':{'name':'Foul Committed'},'team':{'name':'%s'},'period':2,'timestamp':'00:00:09.000','foul_committed':{'card':{'name':'Second Yellow'}}}]"
            .formatted(away));
    return events.toString().replace('\'', '"');
  }

  private static EplMatch match(String home, String away, int homeGoals, int awayGoals) {
    List<Double> odds = List.of(2.0, 3.5, 4.0);
    List<Double> result = List.of(0.48, 0.28, 0.24);
    return new EplMatch(
        "1516",
        home,
        away,
        homeGoals,
        awayGoals,
        homeGoals,
        awayGoals,
        odds,
        result,
        Optional.empty());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
