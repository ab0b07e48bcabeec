package io.oddsupdate.local.platform;

import io.oddsupdate.local.board.HopStatus;
import io.oddsupdate.schemas.Topics;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many records have reached each hop, and how far each is behind the one that feeds it. */
final class HopWatch implements AutoCloseable {
  private static final String LEAGUE = "nba";

  /** Cheap, for every look: a row that was written again counts again until parts merge. */
  private static final String WRITTEN = "SELECT count() FROM odds.odds_updates";

  /** What a reader sees. */
  private static final String EACH_ONCE = "SELECT count() FROM odds.updates";

  private static final String ANALYTICS_GROUP = "analytics-" + LEAGUE;

  /** A hop that is behind and has not moved for this long is stuck. */
  private static final long STUCK_AFTER_NS = TimeUnit.SECONDS.toNanos(20);

  private final Endpoints endpoints;
  private final String clickhousePassword;
  private final Map<String, ManagedProcess> workers;
  private final TopicWatch core;
  private final TopicWatch edge;
  private final LongSupplier pushed;
  private final ArchiveLag archiveLag;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "hop-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long clickhouse;
  private volatile long archive = -1;
  private volatile List<HopStatus> latest = List.of();
  private final Map<String, Moved> moved = new HashMap<>();

  /** When a hop's count last changed. */
  private record Moved(long count, long at) {}

  /**
   * @param clickhousePassword empty for none
   * @param workers by name: adapter, odds-job, analytics-job, mirror
   * @param pushed pushes of the vendor so far
   */
  HopWatch(
      Endpoints endpoints,
      String clickhousePassword,
      Map<String, ManagedProcess> workers,
      LongSupplier pushed) {
    this.endpoints = endpoints;
    this.clickhousePassword = clickhousePassword;
    this.workers = workers;
    this.pushed = pushed;
    this.core =
        new TopicWatch(
            endpoints.core(),
            List.of(Topics.raw(LEAGUE), Topics.decisions(LEAGUE), Topics.internal(LEAGUE)));
    this.archiveLag = new ArchiveLag(endpoints.core(), ANALYTICS_GROUP, core);
    this.edge = new TopicWatch(endpoints.edge(), List.of(Topics.publicUpdates(LEAGUE)));
    ScheduledFuture<?> unused =
        ticker.scheduleWithFixedDelay(this::tick, 0, 1_000, TimeUnit.MILLISECONDS);
  }

  long raw() {
    return core.count(Topics.raw(LEAGUE));
  }

  long decisions() {
    return core.count(Topics.decisions(LEAGUE));
  }

  long internal() {
    return core.count(Topics.internal(LEAGUE));
  }

  long published() {
    return edge.count(Topics.publicUpdates(LEAGUE));
  }

  long clickhouse() {
    return clickhouse;
  }

  /** Whether every hop that can be counted has what the raw log gives. */
  boolean drained() throws InterruptedException {
    long internal = internal();
    return decisions() == raw()
        && published() == internal
        && clickhouse >= internal
        && countInClickHouse(EACH_ONCE) == internal;
  }

  /** Updates that neither Parquet nor odds_current has yet, at most; -1 where it is not known. */
  long archiveLag() {
    return archive;
  }

  List<HopStatus> statuses() {
    return latest;
  }

  /** What lies behind a worker, to see when it delivers again. */
  Chaos.Downstream downstreamOf(String worker) {
    return switch (worker) {
      case "adapter" -> topic(core, Topics.raw(LEAGUE));
      case "odds-job" -> topic(core, Topics.internal(LEAGUE));
      case "mirror" -> topic(edge, Topics.publicUpdates(LEAGUE));
      case "analytics-job" -> this::clickhouseMark;
      default -> throw new IllegalArgumentException("no such worker: " + worker);
    };
  }

  /** A mark on everything: it passes when all that is accepted by now is readable at Edge. */
  Chaos.Downstream everyHop() {
    return () -> new CaughtUp(raw());
  }

  private final class CaughtUp implements Chaos.Mark {
    private final long accepted;
    private long updates = -1;

    CaughtUp(long accepted) {
      this.accepted = accepted;
    }

    @Override
    public boolean passed() {
      if (updates < 0 && decisions() >= accepted) {
        updates = internal();
      }
      return updates >= 0 && published() >= updates;
    }
  }

  private Chaos.Mark clickhouseMark() throws InterruptedException {
    long before = countInClickHouse(WRITTEN);
    return () -> countInClickHouse(WRITTEN) > before;
  }

  private static Chaos.Downstream topic(TopicWatch watch, String topic) {
    return () -> {
      var ends = watch.ends(topic);
      return () -> watch.readBeyond(ends);
    };
  }

  private void tick() {
    try {
      clickhouse = countInClickHouse(WRITTEN);
      archive = archiveLag.records();
      latest = look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<HopStatus> look() {
    return List.of(
        new HopStatus("vendor", pushed.getAsLong(), -1, true, "pushes"),
        hop("adapter", "adapter", raw(), -1),
        new HopStatus("raw", raw(), -1, true, Topics.raw(LEAGUE)),
        hop("odds job", "odds-job", decisions(), raw() - decisions()),
        new HopStatus("internal", internal(), -1, true, Topics.internal(LEAGUE)),
        hop("mirror", "mirror", published(), internal() - published()),
        new HopStatus("edge", published(), -1, true, Topics.publicUpdates(LEAGUE)),
        hop("analytics", "analytics-job", clickhouse, Math.max(0, internal() - clickhouse)),
        new HopStatus("clickhouse", clickhouse, Math.max(0, internal() - clickhouse), true, "rows"),
        new HopStatus("parquet", -1, archive, true, "as of the last completed checkpoint"),
        new HopStatus("odds_current", -1, archive, true, "as of the last completed checkpoint"));
  }

  private HopStatus hop(String name, String worker, long count, long lag) {
    ManagedProcess process = workers.get(worker);
    long now = System.nanoTime();
    Moved last = moved.get(name);
    if (last == null || last.count() != count || lag <= 0) {
      last = new Moved(count, now);
      moved.put(name, last);
    }
    boolean alive = process != null && process.alive();
    boolean stuck = now - last.at() > STUCK_AFTER_NS;
    String detail =
        !alive ? "the process is down" : stuck ? "behind, and nothing moves" : "running";
    return new HopStatus(name, count, Math.max(lag, -1), alive && !stuck, detail);
  }

  /** A number from ClickHouse; the last number of rows where it does not answer. */
  private long countInClickHouse(String query) throws InterruptedException {
    try {
      return Long.parseLong(
          Http.text(
                  endpoints.clickhouseUrl()
                      + "/?query="
                      + URLEncoder.encode(query, StandardCharsets.UTF_8),
                  login())
              .trim());
    } catch (IOException | NumberFormatException e) {
      return clickhouse;
    }
  }

  private Map<String, String> login() {
    Map<String, String> login = new HashMap<>();
    login.put("X-ClickHouse-User", endpoints.clickhouseUser());
    if (!clickhousePassword.isEmpty()) {
      login.put("X-ClickHouse-Key", clickhousePassword);
    }
    return login;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    archiveLag.close();
    core.close();
    edge.close();
  }
}
