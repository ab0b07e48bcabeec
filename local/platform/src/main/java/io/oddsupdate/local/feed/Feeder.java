package io.oddsupdate.local.feed;

import io.oddsupdate.local.simulator.TimedPush;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes a source's games: per game strictly in order, games of a round side by side, in each slot
 * game after game. Open loop: what is late is sent at once, nothing is left out or given up.
 *
 * <p>{@link #finish()} ends an endless feed: no further game begins, and the open ones jump to
 * their ends in a few lists; {@link #beginNoMoreGames()} lets them play on.
 */
public final class Feeder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);

  /** Into the feed, so that bad input meets a platform at work. */
  private static final long BAD_INPUT_AFTER_MS = 2000;

  private static final long BETWEEN_BAD_INPUT_MS = 500;

  private final FeederConfig config;
  private final FeedSource source;
  private final Ledger ledger;
  private final Registrar registrar;
  private final Optional<TraderDesk> desk;
  private final Pace pace;
  private final PushClient client;
  private final Map<Integer, GameRun> current = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(Feeder::thread);
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile boolean noMoreGames;

  /**
   * @param desk where the trader's break goes to; empty for no break
   */
  public Feeder(
      FeederConfig config,
      FeedSource source,
      Ledger ledger,
      Registrar registrar,
      Optional<TraderDesk> desk) {
    this.config = config;
    this.source = source;
    this.ledger = ledger;
    this.registrar = registrar;
    this.desk = desk;
    this.pace = new Pace(config.speed());
    this.client = new PushClient(config.secret(), config.requestTimeout(), Clock.systemUTC());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "feed");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts to push; returns at once. */
  public void start() {
    int firstRound = firstOpenRound();
    long startNanos = System.nanoTime();
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (int slot = 0; slot < source.slots(); slot++) {
      int mine = slot;
      parts.add(run("slot " + slot, () -> runSlot(firstRound, mine, startNanos)));
    }
    if (config.badInput()) {
      parts.add(run("bad input", () -> sendBadInput(firstRound)));
    }
    CompletableFuture<Void> unused =
        CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
            .thenRun(() -> done.complete(null));
    LOG.info(
        "event=feed_started round={} games={} speed={}",
        firstRound,
        source.slots(),
        config.speed());
  }

  /** No further game begins, the open ones go on at their pace to their ends. */
  public void beginNoMoreGames() {
    noMoreGames = true;
  }

  /** No further game begins, the open ones come to their end at once. */
  public void finish() {
    pace.finish();
  }

  /** Completes with the last answer of the last game, or with what made the feed fail. */
  public CompletableFuture<Void> done() {
    return done.copy();
  }

  public FeedProgress progress() {
    List<FeedProgress.Game> games =
        current.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getValue().progress())
            .toList();
    return ledger.progress(pace.behindMs(), games);
  }

  /** Stops at once, wherever the games are; the ledger knows where to go on. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("event=feed_did_not_stop after_ms=10000");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Part {
    void run() throws InterruptedException;
  }

  private CompletableFuture<Void> run(String name, Part part) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            part.run();
            result.complete(null);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            IllegalStateException stopped = new IllegalStateException("the feed was stopped", e);
            result.completeExceptionally(stopped);
            done.completeExceptionally(stopped);
          } catch (RuntimeException e) {
            // The boundary of a thread: whoever waits for the feed must hear of it.
            LOG.error("event=feed_failed part=\"{}\"", name, e);
            result.completeExceptionally(e);
            done.completeExceptionally(e);
          }
        });
    return result;
  }

  private int firstOpenRound() {
    for (int round = 0; ; round++) {
      boolean any = false;
      for (int slot = 0; slot < source.slots(); slot++) {
        Optional<FeedGame> game = source.game(round, slot);
        any |= game.isPresent();
        if (game.isPresent() && !ledger.isFinished(game.get().sheet().vendorGameId())) {
          return round;
        }
      }
      if (!any) {
        return round;
      }
    }
  }

  private void runSlot(int firstRound, int slot, long feedStartNanos) throws InterruptedException {
    long dueNanos = feedStartNanos;
    for (long played = 0; ; played++) {
      int round = (int) (firstRound + played);
      Optional<FeedGame> game = source.game(round, slot);
      if (game.isEmpty()) {
        return;
      }
      String vendorGameId = game.get().sheet().vendorGameId();
      // A game that an earlier run began is played to its end: of its last push, nobody knows yet
      // whether it was taken.
      if (played >= config.rounds() && !ledger.isRegistered(vendorGameId)) {
        return;
      }
      if (ledger.isFinished(vendorGameId)) {
        continue;
      }
      if (played == 0) {
        dueNanos += pace.nanos(game.get().offset());
        pace.await(dueNanos);
      }
      if ((pace.finishing() || noMoreGames) && ledger.nextPush(vendorGameId) == 0) {
        return;
      }
      boolean first = round == firstRound;
      boolean early = config.badInput() && first && slot > 0 && slot == source.slots() - 1;
      GameRun run =
          new GameRun(
              config,
              game.get(),
              pace,
              client,
              ledger,
              registrar,
              first && slot == 0 ? tradingBreak(game.get()) : Optional.empty());
      current.put(slot, run);
      run.run(round, slot, dueNanos, early);
      dueNanos = System.nanoTime();
    }
  }

  private Optional<TradingBreak> tradingBreak(FeedGame game) {
    return desk.map(
        traders ->
            new TradingBreak(
                traders, ledger, game.sheet().gameId(), game.sheet().scheduledStart()));
  }

  private void sendBadInput(int round) throws InterruptedException {
    Optional<FeedGame> game = source.game(round, 0);
    if (game.isEmpty()) {
      return;
    }
    TimedPush list = game.get().pushes().get().next();
    String run = "msg_bad_" + game.get().sheet().vendorGameId();
    TimeUnit.MILLISECONDS.sleep(BAD_INPUT_AFTER_MS);
    for (BadInput bad : BadInput.values()) {
      String webhookId = run + "_" + bad.name().toLowerCase(Locale.ROOT);
      // The last slot's game sends the unmapped one itself, before it is registered.
      if (bad == BadInput.UNMAPPED_GAME || ledger.hasAnswer(webhookId)) {
        continue;
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_BAD_INPUT_MS);
      PushClient.Delivered delivered = client.push(bad.request(config, webhookId, list.body()));
      LedgerEntry.Answered entry = Answers.bad("", webhookId, bad, delivered);
      ledger.add(entry);
      LOG.info(
          "event=bad_input_sent kind={} status={} expected={}",
          bad,
          entry.status(),
          entry.expected());
    }
  }
}
