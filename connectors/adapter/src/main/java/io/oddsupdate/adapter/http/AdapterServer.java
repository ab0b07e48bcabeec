package io.oddsupdate.adapter.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.oddsupdate.adapter.core.Feed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/feeds/{vendor}/events}, {@code GET /health/live}, {@code GET /health/ready},
 * {@code GET /metrics}.
 */
public final class AdapterServer implements AutoCloseable {
  /** A feed and the secrets of whoever may push to it. */
  public record Endpoint(Feed feed, WebhookSecrets secrets) {}

  private static final Logger LOG = LoggerFactory.getLogger(AdapterServer.class);
  private static final Pattern EVENTS = Pattern.compile("/v1/feeds/([^/]{1,64})/events");

  /** Long enough for the slowest commit, short enough to shed connections that nobody uses. */
  private static final int IDLE_CONNECTION_S = 60;

  private static final int RETRY_AFTER_S = 1;
  private static final Duration FINISH_WITHIN = Duration.ofSeconds(15);

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final HttpConfig config;
  private final Map<String, Endpoint> endpoints;
  private final MeterRegistry meters;
  private final Supplier<String> scrape;
  private final Clock clock;
  private final AtomicLong allBodies = new AtomicLong();
  private final Vertx vertx;
  private final HttpServer server;
  private volatile boolean draining;

  /**
   * @param endpoints by vendor
   * @param scrape the metrics in Prometheus' text format
   */
  public AdapterServer(
      HttpConfig config,
      Map<String, Endpoint> endpoints,
      MeterRegistry meters,
      Supplier<String> scrape,
      Clock clock) {
    this.config = config;
    this.endpoints = Map.copyOf(endpoints);
    this.meters = meters;
    this.scrape = scrape;
    this.clock = clock;
    this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHandle100ContinueAutomatically(true)
                    // One mode to bound and to cut off: a connection is one push at a time.
                    .setHttp2ClearTextEnabled(false)
                    .setIdleTimeout(IDLE_CONNECTION_S))
            .requestHandler(this::route);
    Gauge.builder("adapter_bodies_bytes", allBodies, AtomicLong::doubleValue)
        .description("bytes that bodies hold between arrival and answer")
        .register(meters);
    Gauge.builder("adapter_ready", this, s -> s.ready() ? 1 : 0)
        .description("1 while pushes are answered")
        .register(meters);
  }

  /**
   * Opens the port and returns it.
   *
   * @throws IllegalStateException naming the address and the setting if it is taken
   */
  public int listen() {
    try {
      return server
          .listen(config.port(), config.host())
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS)
          .actualPort();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "cannot listen on %s:%d (%s): set adapter.http.host and adapter.http.port"
              .formatted(config.host(), config.port(), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while opening the port", e);
    }
  }

  private boolean ready() {
    return !draining && endpoints.values().stream().allMatch(endpoint -> endpoint.feed().ready());
  }

  private void route(HttpServerRequest request) {
    String path = request.path() == null ? "" : request.path();
    switch (path) {
      case "/health/live" -> get(request, 200, "application/json", () -> "{\"status\":\"up\"}");
      case "/health/ready" -> {
        boolean ready = ready();
        String status = "{\"status\":\"" + (ready ? "up" : "down") + "\"}";
        get(request, ready ? 200 : 503, "application/json", () -> status);
      }
      case "/metrics" -> get(request, 200, "text/plain; version=0.0.4; charset=utf-8", scrape);
      default -> events(request, EVENTS.matcher(path));
    }
  }

  private void get(HttpServerRequest request, int status, String mediaType, Supplier<String> body) {
    if (request.method() != HttpMethod.GET) {
      request.response().putHeader("allow", "GET");
      push(request).readRefused(Refusal.METHOD_NOT_ALLOWED);
      return;
    }
    send(request.response().setStatusCode(status).putHeader("content-type", mediaType), body.get());
  }

  private void events(HttpServerRequest request, Matcher path) {
    if (!path.matches()) {
      push(request).readRefused(Refusal.NOT_FOUND);
      return;
    }
    if (request.method() != HttpMethod.POST) {
      request.response().putHeader("allow", "POST");
      push(request).readRefused(Refusal.METHOD_NOT_ALLOWED);
      return;
    }
    Endpoint endpoint = endpoints.get(path.group(1));
    if (endpoint == null) {
      push(request).readRefused(Refusal.UNKNOWN_VENDOR);
    } else if (draining) {
      push(request).readRefused(Refusal.OVERLOADED);
    } else {
      push(request).readFor(endpoint.feed(), endpoint.secrets());
    }
  }

  private PushRequest push(HttpServerRequest request) {
    long began = System.nanoTime();
    return new PushRequest(
        vertx,
        config,
        request,
        clock,
        allBodies,
        answer -> reply(request, answer, began),
        refusal -> {
          meters.counter("adapter_refused", "reason", refusal.code()).increment();
          LOG.info(
              "event=refused reason={} path={} remote={}",
              refusal.code(),
              request.path(),
              request.remoteAddress());
          reply(request, AnswerJson.of(refusal), began);
        });
  }

  private void reply(HttpServerRequest request, AnswerJson answer, long beganNanos) {
    Timer.builder("adapter_request")
        .description("arrival to answer")
        .tag("status", Integer.toString(answer.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(meters)
        .record(System.nanoTime() - beganNanos, TimeUnit.NANOSECONDS);
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(answer.status())
            .putHeader("content-type", answer.mediaType());
    if (answer.retryAfter()) {
      response.putHeader("retry-after", Integer.toString(RETRY_AFTER_S));
    }
    if (answer.status() == 401) {
      response.putHeader("www-authenticate", "StandardWebhooks");
    }
    if (draining) {
      response.putHeader("connection", "close");
    }
    send(response, answer.body());
  }

  private static void send(HttpServerResponse response, String body) {
    if (!response.closed() && !response.ended()) {
      var unused = response.end(body);
    }
  }

  /** Answers what is in flight, takes nothing new. */
  public void drain() {
    draining = true;
    await(server.shutdown(FINISH_WITHIN));
  }

  @Override
  public void close() {
    draining = true;
    await(vertx.close());
  }

  private static void await(Future<Void> future) {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(FINISH_WITHIN.toSeconds() + 5, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("event=server_stop_incomplete cause=\"{}\"", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
