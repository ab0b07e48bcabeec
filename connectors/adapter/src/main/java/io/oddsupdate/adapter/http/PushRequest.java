package io.oddsupdate.adapter.http;

import io.oddsupdate.adapter.core.Answer;
import io.oddsupdate.adapter.core.Feed;
import io.oddsupdate.adapter.core.Push;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One push while it arrives. The body is read to its end, whatever is wrong with the request,
 * because a sender that is cut off sees a broken connection instead of an answer; what is known to
 * be refused is not kept. Confined to its connection's event loop.
 */
final class PushRequest {
  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";

  /** No dot: the signed text is id.timestamp.body, and must read one way only. */
  private static final Pattern ID_FORM = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private static final Pattern TIMESTAMP_FORM = Pattern.compile("\\d{1,12}");
  private static final long CHECK_EVERY_MS = 50;

  private final Vertx vertx;
  private final HttpConfig config;
  private final HttpServerRequest request;
  private final Clock clock;
  private final Consumer<AnswerJson> reply;
  private final Consumer<Refusal> refuse;
  private final BodyCollector body;
  private Feed feed;
  private WebhookSignature signature;
  private Refusal refusal;
  private boolean over;
  private long beganNanos;
  private long lastBytesNanos;
  private long timer;

  /**
   * @param reply answers the request
   * @param refuse answers the request that is not authenticated
   */
  PushRequest(
      Vertx vertx,
      HttpConfig config,
      HttpServerRequest request,
      Clock clock,
      AtomicLong allBodies,
      Consumer<AnswerJson> reply,
      Consumer<Refusal> refuse) {
    this.vertx = vertx;
    this.config = config;
    this.request = request;
    this.clock = clock;
    this.reply = reply;
    this.refuse = refuse;
    this.body = new BodyCollector(config.maxBodyBytes(), config.maxTotalBytes(), allBodies);
  }

  /** Reads a push for a feed. */
  void readFor(Feed owner, WebhookSecrets secrets) {
    this.feed = owner;
    this.refusal = checkHeaders(secrets);
    read();
  }

  /** Reads a request that is refused already. */
  void readRefused(Refusal why) {
    this.refusal = why;
    read();
  }

  private void read() {
    beganNanos = System.nanoTime();
    lastBytesNanos = beganNanos;
    timer = vertx.setPeriodic(CHECK_EVERY_MS, id -> checkPace());
    request.handler(chunk -> take(chunk.getBytes()));
    request.endHandler(end -> end());
    request.exceptionHandler(gone -> giveUp());
  }

  private Refusal checkHeaders(WebhookSecrets secrets) {
    String id = request.getHeader(ID);
    String timestamp = request.getHeader(TIMESTAMP);
    if (id == null || timestamp == null || request.getHeader(SIGNATURE) == null) {
      return Refusal.MISSING_HEADER;
    }
    if (!ID_FORM.matcher(id).matches() || !TIMESTAMP_FORM.matcher(timestamp).matches()) {
      return Refusal.INVALID_HEADER;
    }
    long offMs = Math.abs(clock.millis() - Long.parseLong(timestamp) * 1000);
    if (offMs > config.tolerance().toMillis()) {
      return Refusal.STALE_TIMESTAMP;
    }
    signature = new WebhookSignature(secrets, id, timestamp);
    return null;
  }

  private void take(byte[] bytes) {
    if (over) {
      return;
    }
    lastBytesNanos = System.nanoTime();
    if (refusal == null) {
      signature.update(bytes);
      if (!body.add(bytes)) {
        refusal = Refusal.OVERLOADED;
        body.release();
      } else if (body.length() > config.maxDrainBytes()) {
        cutOff(Refusal.ENDLESS_BODY);
      }
    } else if (request.bytesRead() > config.maxDrainBytes()) {
      cutOff(refusal);
    }
  }

  private void checkPace() {
    long now = System.nanoTime();
    long idleNanos = config.bodyIdle().toNanos();
    double seconds = (now - beganNanos) / 1e9;
    boolean idle = now - lastBytesNanos > idleNanos;
    boolean slow =
        now - beganNanos > idleNanos && request.bytesRead() < seconds * config.minBytesPerSecond();
    if (idle || slow) {
      cutOff(Refusal.SLOW_BODY);
    }
  }

  /** Answers before the body has ended; the connection cannot be used again. */
  private void cutOff(Refusal why) {
    giveUp();
    request.response().putHeader("connection", "close");
    refuse.accept(why);
    var unused = request.connection().close();
  }

  private void giveUp() {
    over = true;
    vertx.cancelTimer(timer);
    body.release();
  }

  private void end() {
    if (over) {
      return;
    }
    over = true;
    vertx.cancelTimer(timer);
    if (refusal == null && !signature.matches(request.getHeader(SIGNATURE))) {
      refusal = Refusal.BAD_SIGNATURE;
    }
    if (refusal != null) {
      body.release();
      refuse.accept(refusal);
      return;
    }
    Context context = vertx.getOrCreateContext();
    Push push =
        new Push(
            request.getHeader(ID), clock.millis(), request.getHeader("content-type"), body.body());
    var unused =
        feed.submit(push).thenAccept(answer -> context.runOnContext(onLoop -> finish(answer)));
  }

  private void finish(Answer answer) {
    body.release();
    reply.accept(AnswerJson.of(answer));
  }
}
