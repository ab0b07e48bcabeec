package io.oddsupdate.adapter.vendor.nba;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.adapter.servers.LiveList;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever lists a vendor pushes, the log that they give folds back to the newest one. */
class ListSequenceProperties {
  /** An action as far as it varies here. */
  record Act(int edited, int score) {}

  /** A list: its time and its actions by number. */
  record Pushed(int atSecond, Map<Integer, Act> actions) {
    LiveList json() {
      LiveList list = new LiveList("0022000001", atSecond);
      actions.forEach((number, act) -> list.basket(number, act.edited(), act.score(), 0));
      return list;
    }
  }

  @Provide
  Arbitrary<List<Pushed>> pushes() {
    Arbitrary<Act> act =
        Combinators.combine(
                Arbitraries.integers().between(0, 5), Arbitraries.integers().between(0, 3))
            .as(Act::new);
    Arbitrary<Map<Integer, Act>> actions =
        Arbitraries.maps(Arbitraries.integers().between(1, 6), act).ofMaxSize(6);
    return Combinators.combine(Arbitraries.integers().between(0, 12), actions)
        .as(Pushed::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Property(tries = 400)
  void theLogFoldsBackToTheNewestList(
      @ForAll("pushes") List<Pushed> pushes, @ForAll boolean restarts) {
    Fold fold = new Fold();
    Pushed newest = null;
    for (Pushed pushed : pushes) {
      boolean outdated = fold.apply(pushed.json().json()).outdated();
      // Lists that changed nothing leave no trace in the log, so a restart may forget their time.
      if (!outdated) {
        newest = pushed;
      }
      if (restarts) {
        fold.restart();
      } else {
        int newestAt = newest == null ? 0 : newest.atSecond();
        assertThat(outdated).isEqualTo(pushed.atSecond() < newestAt);
      }
    }
    assertThat(scores(fold)).isEqualTo(scores(newest));
  }

  @Property(tries = 200)
  void theSameListAgainGivesNothing(@ForAll("pushes") List<Pushed> pushes) {
    Fold fold = new Fold();
    for (Pushed pushed : pushes) {
      fold.apply(pushed.json().json());
      int records = fold.log().size();
      var again = fold.apply(pushed.json().json());
      assertThat(again.events()).isEmpty();
      assertThat(again.duplicates()).isEqualTo(pushed.actions().size());
      assertThat(fold.log()).hasSize(records);
    }
  }

  private static Map<String, Integer> scores(Fold fold) {
    return fold.folded().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> home(entry.getValue())));
  }

  private static int home(RawEvent event) {
    return ((GameUpdate) event.getPayload()).getHomeScore();
  }

  private static Map<String, Integer> scores(Pushed pushed) {
    Map<String, Integer> scores = new HashMap<>();
    pushed.actions().forEach((number, act) -> scores.put(number.toString(), act.score()));
    return scores;
  }
}
