package io.oddsupdate.adapter.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answers of recent pushes by webhook id, so that a retry gets the same one. Forgets what is
 * older than any timestamp the window lets in; confined to the feed's owner.
 */
final class RememberedAnswers {
  private record Remembered(long atMs, Answer answer) {}

  /** At 50 pushes a second the window's ten minutes are 30,000; beyond, the oldest is forgotten. */
  private static final int MAX_REMEMBERED = 50_000;

  private final long keepMs;
  private final Map<String, Remembered> byWebhookId = new LinkedHashMap<>();

  RememberedAnswers(long keepMs) {
    this.keepMs = keepMs;
  }

  Optional<Answer> find(String webhookId, long nowMs) {
    Remembered found = byWebhookId.get(webhookId);
    return found == null || nowMs - found.atMs > keepMs
        ? Optional.empty()
        : Optional.of(found.answer);
  }

  void remember(String webhookId, long atMs, Answer answer) {
    byWebhookId.remove(webhookId);
    byWebhookId.put(webhookId, new Remembered(atMs, answer));
    var oldest = byWebhookId.values().iterator();
    while (oldest.hasNext()
        && (atMs - oldest.next().atMs > keepMs || byWebhookId.size() > MAX_REMEMBERED)) {
      oldest.remove();
    }
  }
}
