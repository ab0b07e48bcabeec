package io.oddsupdate.local.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.local.reference.GameSheet;
import io.oddsupdate.local.simulator.TimedPush.ListedAction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FeederTest {
  private static final WebhookSecret SECRET = WebhookSecret.parse("whsec_c2VjcmV0LW9mLWEtdGVzdA==");
  private static final double AS_FAST_AS_POSSIBLE = 1_000_000;
  private static final Duration POLL = Duration.ofMinutes(4);

  @TempDir private Path folder;

  private Ledger ledger() {
    return Ledger.open(folder.resolve("ledger.jsonl"));
  }

  private static FeederConfig config(URI adapter, double speed, int rounds, boolean badInput) {
    return new FeederConfig(
        adapter,
        "nba-livedata",
        SECRET,
        speed,
        rounds,
        Duration.ofSeconds(10),
        badInput,
        1_100_000);
  }

  private static SimulatedFeed games(int slots) {
    return new SimulatedFeed(4, slots, POLL, true);
  }

  private static void await(Feeder feeder)
      throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
    feeder.done().get(50, TimeUnit.SECONDS);
  }

  @Test
  void theLedgerIsExactAlthoughTheAdapterFailsAllTheTime() throws Exception {
    try (FakeAdapter adapter = new FakeAdapter(SECRET, 0.3, 1);
        Ledger ledger = ledger();
        Feeder feeder =
            new Feeder(
                config(adapter.uri(), AS_FAST_AS_POSSIBLE, 1, true),
                games(2),
                ledger,
                sheet -> adapter.map(sheet.vendorGameId()),
                Optional.empty())) {
      feeder.start();
      await(feeder);

      Ledger.Snapshot snapshot = ledger.snapshot();
      assertThat(adapter.failures).isGreaterThan(10);
      assertThat(snapshot.retries()).isEqualTo(adapter.failures);
      assertThat(snapshot.surprises()).isEmpty();
      assertThat(adapter.log).doesNotHaveDuplicates();
      assertThat(snapshot.acceptedEvents()).isEqualTo(Set.copyOf(adapter.log));
      assertThat(snapshot.sent())
          .isEqualTo(snapshot.accepted() + snapshot.duplicates() + snapshot.deadLettered());
      assertThat(snapshot.deadLettered()).isEqualTo(adapter.deadLetters).isEqualTo(4);
      assertThat(snapshot.refusals()).hasSize(7);
    }
  }

  @Test
  void aGamesLastListIsWhatTheAdapterHas() throws Exception {
    try (FakeAdapter adapter = new FakeAdapter(SECRET, 0.1, 2);
        Ledger ledger = ledger();
        Feeder feeder =
            new Feeder(
                config(adapter.uri(), AS_FAST_AS_POSSIBLE, 2, false),
                games(2),
                ledger,
                sheet -> adapter.map(sheet.vendorGameId()),
                Optional.empty())) {
      feeder.start();
      await(feeder);

      Map<String, List<ListedAction>> finals = ledger.snapshot().finalLists();
      assertThat(finals).hasSize(4);
      finals.forEach(
          (game, list) ->
              assertThat(adapter.image(game))
                  .isEqualTo(list.stream().map(ListedAction::number).collect(Collectors.toSet())));
      assertThat(feeder.progress().gamesFinished()).isEqualTo(4);
      assertThat(feeder.progress().gamesLive()).isZero();
    }
  }

  @Test
  void registersEveryGameBeforeItsFirstAcceptedPush() throws Exception {
    List<String> registered = new ArrayList<>();
    try (FakeAdapter adapter = new FakeAdapter(SECRET, 0, 3);
        Ledger ledger = ledger();
        Feeder feeder =
            new Feeder(
                config(adapter.uri(), AS_FAST_AS_POSSIBLE, 2, false),
                games(1),
                ledger,
                sheet -> {
                  adapter.map(sheet.vendorGameId());
                  registered.add(sheet.gameId());
                },
                Optional.empty())) {
      feeder.start();
      await(feeder);

      // An unmapped game would be a refusal.
      assertThat(ledger.snapshot().refusals()).isEmpty();
      assertThat(registered).hasSize(2).doesNotHaveDuplicates();
      assertThat(ledger.snapshot().games().values())
          .extracting(LedgerEntry.Registered::gameId)
          .containsExactlyInAnyOrderElementsOf(registered);
    }
  }

  @Test
  void playsEveryGameThatAnEarlierRunBeganToItsEnd() throws Exception {
    SimulatedFeed games = games(2);
    String ended = games.game(0, 0).orElseThrow().sheet().vendorGameId();
    GameSheet ahead = games.game(1, 0).orElseThrow().sheet();
    try (FakeAdapter adapter = new FakeAdapter(SECRET, 0, 6);
        Ledger ledger = ledger();
        Feeder feeder =
            new Feeder(
                config(adapter.uri(), AS_FAST_AS_POSSIBLE, 1, false),
                games,
                ledger,
                sheet -> adapter.map(sheet.vendorGameId()),
                Optional.empty())) {
      ledger.add(new LedgerEntry.Finished(ended, List.of()));
      ledger.add(new LedgerEntry.Registered(ahead.vendorGameId(), ahead.gameId(), 1, 0));

      feeder.start();
      await(feeder);

      assertThat(ledger.snapshot().finalLists())
          .containsOnlyKeys(
              ended, games.game(0, 1).orElseThrow().sheet().vendorGameId(), ahead.vendorGameId());
    }
  }

  @Test
  void anEndlessFeedEndsItsGamesWhenToldToFinish() throws Exception {
    try (FakeAdapter adapter = new FakeAdapter(SECRET, 0, 4);
        Ledger ledger = ledger();
        Feeder feeder =
            new Feeder(
                config(adapter.uri(), 2000, FeederConfig.ENDLESS, false),
                games(2),
                ledger,
                sheet -> adapter.map(sheet.vendorGameId()),
                Optional.empty())) {
      feeder.start();
      awaitPushes(ledger, 6);
      feeder.finish();
      await(feeder);

      Ledger.Snapshot snapshot = ledger.snapshot();
      assertThat(snapshot.finalLists().keySet()).isEqualTo(snapshot.games().keySet());
      assertThat(snapshot.surprises()).isEmpty();
      snapshot
          .finalLists()
          .forEach(
              (game, list) ->
                  assertThat(adapter.image(game))
                      .isEqualTo(
                          list.stream().map(ListedAction::number).collect(Collectors.toSet())));
    }
  }

  @Test
  void withoutFurtherGamesTheOpenOnesPlayToTheirEnds() throws Exception {
    try (FakeAdapter adapter = new FakeAdapter(SECRET, 0, 8);
        Ledger ledger = ledger();
        Feeder feeder =
            new Feeder(
                config(adapter.uri(), AS_FAST_AS_POSSIBLE, FeederConfig.ENDLESS, false),
                games(1),
                ledger,
                sheet -> adapter.map(sheet.vendorGameId()),
                Optional.empty())) {
      feeder.start();
      awaitPushes(ledger, 2);
      feeder.beginNoMoreGames();
      await(feeder);

      int pushes = 0;
      int games = ledger.snapshot().games().size();
      for (int round = 0; round < games; round++) {
        var all = games(1).game(round, 0).orElseThrow().pushes().get();
        while (all.hasNext()) {
          all.next();
          pushes++;
        }
      }
      assertThat(ledger.snapshot().pushes()).isEqualTo(pushes);
    }
  }

  @Test
  void aRunThatResumesGoesOnWhereTheLastOneStopped() throws Exception {
    try (FakeAdapter adapter = new FakeAdapter(SECRET, 0, 5)) {
      try (Ledger ledger = ledger();
          Feeder feeder =
              new Feeder(
                  config(adapter.uri(), 2000, 1, false),
                  games(1),
                  ledger,
                  sheet -> adapter.map(sheet.vendorGameId()),
                  Optional.empty())) {
        feeder.start();
        awaitPushes(ledger, 4);
      }
      int before = adapter.ids.size();
      try (Ledger ledger = ledger();
          Feeder feeder =
              new Feeder(
                  config(adapter.uri(), AS_FAST_AS_POSSIBLE, 1, false),
                  games(1),
                  ledger,
                  sheet -> adapter.map(sheet.vendorGameId()),
                  Optional.empty())) {
        feeder.start();
        await(feeder);

        assertThat(ledger.snapshot().acceptedEvents()).isEqualTo(Set.copyOf(adapter.log));
        assertThat(ledger.snapshot().surprises()).isEmpty();
        // The one push that was under way may come twice, no other.
        Set<String> first = new HashSet<>(adapter.ids.subList(0, before - 1));
        List<String> second = new ArrayList<>(adapter.ids.subList(before, adapter.ids.size()));
        second.remove(0);
        assertThat(second.get(0)).isNotIn(first);
      }
    }
  }

  @Test
  void aTraderTakesTheFirstGameOffTheMarketAndPutsItBack() throws Exception {
    List<String> commands = new ArrayList<>();
    TraderDesk desk =
        new TraderDesk() {
          @Override
          public void suspend(String gameId, String reason) {
            commands.add("suspend " + gameId);
          }

          @Override
          public void resume(String gameId, String reason) {
            commands.add("resume " + gameId);
          }
        };
    SimulatedFeed games = games(2);
    GameSheet sheet = games.game(0, 0).orElseThrow().sheet();
    try (FakeAdapter adapter = new FakeAdapter(SECRET, 0, 6);
        Ledger ledger = ledger();
        Feeder feeder =
            new Feeder(
                config(adapter.uri(), AS_FAST_AS_POSSIBLE, 1, false),
                games,
                ledger,
                game -> adapter.map(game.vendorGameId()),
                Optional.of(desk))) {
      feeder.start();
      await(feeder);

      assertThat(commands).containsExactly("suspend " + sheet.gameId(), "resume " + sheet.gameId());
      assertThat(ledger.snapshot().commands()).hasSize(2);
    }
  }

  @Test
  void aRefusalOfAnHonestPushIsASurprise() throws Exception {
    try (FakeAdapter adapter = new FakeAdapter(SECRET, 0, 7);
        Ledger ledger = ledger();
        Feeder feeder =
            new Feeder(
                config(adapter.uri(), AS_FAST_AS_POSSIBLE, 1, false),
                games(1),
                ledger,
                sheet -> {},
                Optional.empty())) {
      feeder.start();
      await(feeder);

      Ledger.Snapshot snapshot = ledger.snapshot();
      assertThat(snapshot.surprises()).isNotEmpty();
      assertThat(snapshot.surprises()).allMatch(s -> s.reason().equals("mapping_missing"));
      assertThat(snapshot.accepted()).isZero();
    }
  }

  @Test
  void aRegistrationThatFailsForeverFailsTheFeed() throws Exception {
    try (Ledger ledger = ledger();
        Feeder feeder =
            new Feeder(
                config(URI.create("http://127.0.0.1:1"), AS_FAST_AS_POSSIBLE, 1, false),
                games(1),
                ledger,
                sheet -> {
                  throw new IllegalArgumentException("no such table");
                },
                Optional.empty())) {
      feeder.start();

      assertThatThrownBy(() -> await(feeder))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("no such table");
    }
  }

  private static void awaitPushes(Ledger ledger, int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (ledger.snapshot().pushes() < count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
