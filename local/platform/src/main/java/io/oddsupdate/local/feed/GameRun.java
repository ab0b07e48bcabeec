package io.oddsupdate.local.feed;

import io.oddsupdate.local.feed.PushClient.Delivered;
import io.oddsupdate.local.feed.PushClient.Request;
import io.oddsupdate.local.reference.GameSheet;
import io.oddsupdate.local.simulator.TimedPush;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pushes one game, strictly in order, from the first push that the ledger does not have. */
final class GameRun {
  private static final Logger LOG = LoggerFactory.getLogger(GameRun.class);

  /** Of a game that is told to finish, every so many lists are still pushed, and the last one. */
  private static final int FINISHING_STEP = 40;

  private static final int REGISTRATION_ATTEMPTS = 60;

  private final FeederConfig config;
  private final FeedGame game;
  private final Pace pace;
  private final PushClient client;
  private final Ledger ledger;
  private final Registrar registrar;
  private final Optional<TradingBreak> tradingBreak;
  private volatile Instant gameTime;
  private volatile int pushed;
  private volatile boolean finished;

  GameRun(
      FeederConfig config,
      FeedGame game,
      Pace pace,
      PushClient client,
      Ledger ledger,
      Registrar registrar,
      Optional<TradingBreak> tradingBreak) {
    this.config = config;
    this.game = game;
    this.pace = pace;
    this.client = client;
    this.ledger = ledger;
    this.registrar = registrar;
    this.tradingBreak = tradingBreak;
  }

  /**
   * @param startNanos when the game's first push is due
   * @param early whether its first list is pushed before the game is registered, too
   */
  void run(int round, int slot, long startNanos, boolean early) throws InterruptedException {
    GameSheet sheet = game.sheet();
    if (early && !ledger.isRegistered(sheet.vendorGameId())) {
      pushBeforeItIsKnown();
    }
    register(sheet);
    if (!ledger.isRegistered(sheet.vendorGameId())) {
      ledger.add(new LedgerEntry.Registered(sheet.vendorGameId(), sheet.gameId(), round, slot));
    }
    int from = ledger.nextPush(sheet.vendorGameId());
    LOG.info("event=game_feed_started game_id={} from_push={}", sheet.gameId(), from);
    TimedPush last = pushAll(from, startNanos);
    tradingBreak.ifPresent(TradingBreak::end);
    ledger.add(new LedgerEntry.Finished(sheet.vendorGameId(), last.actions()));
    finished = true;
    LOG.info("event=game_feed_finished game_id={} pushes={}", sheet.gameId(), pushed);
  }

  private TimedPush pushAll(int from, long startNanos) throws InterruptedException {
    Iterator<TimedPush> pushes = game.pushes().get();
    Instant origin = null;
    TimedPush newest = null;
    int skipped = 0;
    while (pushes.hasNext()) {
      TimedPush push = pushes.next();
      newest = push.delivery() == TimedPush.Delivery.LIST ? push : newest;
      if (push.index() < from) {
        continue;
      }
      origin = origin == null ? push.at() : origin;
      boolean last = !pushes.hasNext();
      if (pace.finishing() && !last && skipped++ % FINISHING_STEP != 0) {
        continue;
      }
      pace.await(startNanos + pace.nanos(Duration.between(origin, push.at())));
      Instant now = push.at();
      tradingBreak.ifPresent(trader -> trader.at(now));
      deliver(push);
      gameTime = push.at();
      pushed++;
    }
    if (newest == null) {
      throw new IllegalStateException(
          "game " + game.sheet().vendorGameId() + " has no push: its feed is empty");
    }
    return newest;
  }

  private void deliver(TimedPush push) throws InterruptedException {
    Delivered delivered =
        client.push(Request.honest(config.events(), push.webhookId(), push.body()));
    LedgerEntry.Answered entry = Answers.entry(game.sheet(), push, delivered);
    if (!entry.expected()) {
      LOG.warn(
          "event=push_refused game_id={} webhook_id={} status={} reason={}",
          game.sheet().gameId(),
          push.webhookId(),
          entry.status(),
          entry.reason());
    }
    ledger.add(entry);
  }

  private void pushBeforeItIsKnown() throws InterruptedException {
    TimedPush first = game.pushes().get().next();
    String webhookId = "msg_" + game.sheet().vendorGameId() + "_unmapped";
    Delivered delivered =
        client.push(BadInput.UNMAPPED_GAME.request(config, webhookId, first.body()));
    ledger.add(
        Answers.bad(game.sheet().vendorGameId(), webhookId, BadInput.UNMAPPED_GAME, delivered));
  }

  private void register(GameSheet sheet) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        registrar.register(sheet);
        return;
      } catch (IllegalStateException e) {
        LOG.warn(
            "event=registration_failed game_id={} attempt={} cause=\"{}\"",
            sheet.gameId(),
            attempt,
            e.getMessage());
        if (attempt == REGISTRATION_ATTEMPTS) {
          throw e;
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  FeedProgress.Game progress() {
    return new FeedProgress.Game(
        game.sheet().gameId(), game.sheet().vendorGameId(), gameTime, pushed, finished);
  }
}
