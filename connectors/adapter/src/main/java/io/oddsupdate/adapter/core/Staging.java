package io.oddsupdate.adapter.core;

import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Headers;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One group of pushes before its commit: the records to write and what the feed's state will be.
 * Dropping it rolls everything back; {@link #promote} makes it the state. Confined to the owner.
 */
final class Staging {
  private record Staged(long atMs, Answer answer) {}

  private final FeedConfig config;
  private final FeedState state;
  private final SchemaIds ids;
  private final DeadLetters letters;
  private final FeedMetrics metrics;
  private final Map<String, GameImage> images = new HashMap<>();
  private final Map<String, Staged> answers = new HashMap<>();
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final List<Runnable> counts = new ArrayList<>();
  private boolean heard;

  Staging(FeedConfig config, FeedState state, SchemaIds ids, FeedMetrics metrics) {
    this.config = config;
    this.state = state;
    this.ids = ids;
    this.letters = new DeadLetters(config.vendor());
    this.metrics = metrics;
  }

  List<ProducerRecord<byte[], byte[]>> records() {
    return records;
  }

  /** Whether a list was applied, be it to no effect: a sign that the feed lives. */
  boolean heard() {
    return heard;
  }

  /** Stages a push and says what it will be answered once the group is committed. */
  Answer take(Task task, long nowMs) {
    Push push = task.push();
    Optional<Answer> earlier = earlierAnswer(push.webhookId(), nowMs);
    if (earlier.isPresent()) {
      counts.add(metrics::duplicatePush);
      return earlier.get();
    }
    if (task.mustWaitForMapping()) {
      counts.add(() -> metrics.unavailable("mapping"));
      return new Answer.Unavailable(
          "the game is not known here, and reference data does not answer: send it again");
    }
    int firstRecord = records.size();
    List<AcceptedEvent> accepted = new ArrayList<>();
    List<Unusable> deadLettered = new ArrayList<>();
    int duplicates = 0;
    for (Task.Item item : task.items()) {
      try {
        Changes changes = apply(item, task, accepted);
        duplicates += changes.duplicates();
      } catch (UnusableException e) {
        deadLettered.add(deadLetter(item, e, push));
      }
    }
    accepted.sort(Comparator.comparing(AcceptedEvent::gameId));
    Answer answer =
        deadLettered.size() == task.items().size()
            ? new Answer.Rejected(deadLettered)
            : new Answer.Accepted(accepted, duplicates, deadLettered);
    if (records.size() > firstRecord) {
      records
          .get(records.size() - 1)
          .headers()
          .add(RawHeaders.ANSWER, RawHeaders.text(AnswerText.write(answer)));
    }
    answers.put(push.webhookId(), new Staged(push.receivedAtMs(), answer));
    return answer;
  }

  /** Reports the feed as down to every open game that does not know yet. */
  void reportSilence(long nowMs) {
    for (GameImage image : games()) {
      if (image.open() && !image.feedDown()) {
        report(image, false, "no push for " + config.silence().toMillis() + " ms", nowMs);
      }
    }
  }

  /** Makes the staged state the feed's state: the log has it. */
  void promote() {
    images.values().forEach(state::put);
    answers.forEach(
        (webhookId, staged) -> state.answers().remember(webhookId, staged.atMs(), staged.answer()));
    counts.forEach(Runnable::run);
    metrics.openGames(state.openGames());
  }

  private Optional<Answer> earlierAnswer(String webhookId, long nowMs) {
    Staged staged = answers.get(webhookId);
    return staged == null ? state.answers().find(webhookId, nowMs) : Optional.of(staged.answer());
  }

  private Changes apply(Task.Item item, Task task, List<AcceptedEvent> accepted)
      throws UnusableException {
    if (item instanceof Task.Item.Unreadable unreadable) {
      throw unusable(unreadable.why());
    }
    if (item instanceof Task.Item.TooLong tooLong) {
      throw unusable(tooLong.why());
    }
    VendorPayload payload = ((Task.Item.Readable) item).payload();
    Mappings.Game game = game(payload, task.mappings());
    GameImage image = images.getOrDefault(game.gameId(), state.image(game, payload.vendorGameId()));
    Push push = task.push();
    Changes changes = payload.against(image, game, task.mappings().players(), push.receivedAtMs());
    if (changes.outdated()) {
      counts.add(metrics::outdatedList);
    } else {
      hear(push.receivedAtMs());
      // The report that the feed is back may have changed the image.
      GameImage before = images.getOrDefault(game.gameId(), image);
      images.put(game.gameId(), before.after(changes.events(), changes.publishedAtMs()));
    }
    for (RawEvent event : changes.events()) {
      append(event, push.webhookId());
      accepted.add(new AcceptedEvent(event.getGameId(), event.getEventId(), event.getRevision()));
    }
    counts.add(() -> metrics.duplicateEvents(changes.duplicates()));
    return changes;
  }

  private Mappings.Game game(VendorPayload payload, Mappings mappings) throws UnusableException {
    String vendorGameId = payload.vendorGameId();
    Mappings.Game game =
        mappings
            .game(vendorGameId)
            .orElseThrow(
                () ->
                    new UnusableException(
                        Reason.MAPPING_MISSING,
                        "",
                        "game %s of %s is not in vendor_games for league %s: add it, then replay"
                            .formatted(vendorGameId, config.vendor(), config.league())));
    if (state.closed(game.gameId())) {
      throw new UnusableException(
          Reason.GAME_CLOSED,
          "",
          "game %s ended, and had no record for %d h: it takes no more events"
              .formatted(game.gameId(), config.keepAfterEnd().toHours()));
    }
    return game;
  }

  private static UnusableException unusable(Unusable why) {
    return new UnusableException(why.reason(), why.field(), why.detail());
  }

  private Unusable deadLetter(Task.Item item, UnusableException e, Push push) {
    DeadLetter letter;
    Unusable why;
    if (item instanceof Task.Item.TooLong tooLong) {
      why = tooLong.why();
      letter = letters.ofOversized(why, tooLong.body(), push);
    } else if (item instanceof Task.Item.Unreadable unreadable) {
      why = unreadable.why();
      letter = letters.of(why, unreadable.bytes(), null, push);
    } else {
      Task.Item.Readable readable = (Task.Item.Readable) item;
      why = Unusable.of(readable.index(), e);
      letter = letters.of(why, readable.bytes(), readable.payload().vendorGameId(), push);
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.DEAD_LETTERS_INGEST,
            RawHeaders.text(config.vendor()),
            WireFormat.encode(ids.deadLetters(), letter));
    record.headers().add(RawHeaders.VENDOR, RawHeaders.text(config.vendor()));
    record.headers().add(Headers.WEBHOOK_ID, RawHeaders.text(push.webhookId()));
    records.add(record);
    counts.add(() -> metrics.deadLetter(why.reason()));
    return why;
  }

  /** A list was applied: every game that was told that the feed is down is told that it is back. */
  private void hear(long nowMs) {
    heard = true;
    counts.add(metrics::heard);
    for (GameImage image : games()) {
      if (image.feedDown()) {
        report(image, true, "a push arrived", nowMs);
      }
    }
  }

  private void report(GameImage image, boolean up, String reason, long nowMs) {
    RawEvent report = FeedReports.report(config, image, up, reason, nowMs);
    append(report, null);
    images.put(image.gameId(), image.after(List.of(report), 0));
    counts.add(() -> metrics.feedReport(up));
  }

  private List<GameImage> games() {
    Map<String, GameImage> all = new HashMap<>();
    state.images().forEach(image -> all.put(image.gameId(), image));
    all.putAll(images);
    return all.values().stream().sorted(Comparator.comparing(GameImage::gameId)).toList();
  }

  private void append(RawEvent event, String webhookId) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.raw(config.league()),
            RawHeaders.text(event.getGameId()),
            WireFormat.encode(ids.raw(), event));
    record.headers().add(Headers.LEAGUE, RawHeaders.text(event.getLeague()));
    record.headers().add(Headers.GAME_ID, RawHeaders.text(event.getGameId()));
    record.headers().add(RawHeaders.VENDOR, RawHeaders.text(config.vendor()));
    if (webhookId != null) {
      record.headers().add(Headers.WEBHOOK_ID, RawHeaders.text(webhookId));
    }
    records.add(record);
    counts.add(() -> metrics.events(event.getOperation(), 1));
  }
}
