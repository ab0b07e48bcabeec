package io.oddsupdate.local.platform;

import io.oddsupdate.local.feed.FeederConfig;
import io.oddsupdate.local.feed.Ledger;
import io.oddsupdate.local.proof.Disturbance;
import io.oddsupdate.local.proof.Hop;
import io.oddsupdate.local.proof.LatencyObserver;
import io.oddsupdate.local.proof.ProofConfig;
import io.oddsupdate.local.proof.Reconciliation;
import io.oddsupdate.local.proof.Report;
import io.oddsupdate.local.proof.ReportJson;
import io.oddsupdate.local.proof.ReportTable;
import io.oddsupdate.local.proof.RunFacts;
import io.oddsupdate.local.proof.Sabotage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The bounded run: a feed from first to last push, a flow that drains, and the proof that every hop
 * holds exactly what it must.
 */
public final class Demo {
  /** Without any progress for this long, the flow will not drain any more. */
  private static final Duration STUCK_AFTER = Duration.ofSeconds(120);

  /** Updates at the far end before the first kill. */
  private static final long FLOWING = 500;

  /** Long enough that all games of a rate are under way and compilers have seen the hot code. */
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private static final Duration MEASURED = Duration.ofSeconds(45);

  private static final int CHECKPOINTS_AFTER_THE_END = 2;
  private static final long MEBIBYTE = 1 << 20;

  private final PlatformSettings settings;
  private final LocalPlatform platform;
  private long memory;

  public Demo(PlatformSettings settings, LocalPlatform platform) {
    this.settings = settings;
    this.platform = platform;
  }

  /** Runs to the end; the report says whether every hop is exact. */
  public Report run() throws IOException, InterruptedException, SQLException {
    Optional<Sabotage> sabotage = settings.sabotage().map(Sabotage::parse);
    int rounds = settings.chaos() || settings.rate().isPresent() ? FeederConfig.ENDLESS : 1;
    try (Flow flow = new Flow(settings, platform, rounds, true);
        LatencyObserver observer = LatencyObserver.start(flow.proof());
        MachineWatch machine =
            MachineWatch.start(LocalPlatform::processorTime, flow.hops().everyHop())) {
      say("Board: http://localhost:" + settings.ports().board());
      Disturbances disturbances = feed(flow, observer::steadyFromNow, observer::steadyUntilNow);
      drain(flow);
      flow.quiet();
      disturbances.times().addAll(machine.disturbances());
      if (settings.chaos()) {
        // Four processes that start and compile anew share the cores with the flow all along.
        disturbances.times().add(Disturbance.ofTheWholeRun("processes are killed"));
      }
      RunFacts facts = facts(flow, observer, disturbances);
      if (sabotage.isPresent()) {
        platform.stopWorkers();
        say("Sabotage: " + sabotage.get().apply(flow.proof()));
      }
      return prove(flow.proof(), facts);
    }
  }

  private Report prove(ProofConfig proof, RunFacts facts) throws IOException, SQLException {
    say("Reconciling every hop with the fold of the raw log and the decisions");
    Report report = Reconciliation.run(proof, facts, Set.of());
    ReportJson.write(report, proof.report());
    System.out.println(ReportTable.of(report));
    say("Report: " + proof.report());
    return report;
  }

  /** When no promise on latency was made, and the kills among its causes. */
  record Disturbances(List<RunFacts.KilledProcess> kills, List<Disturbance> times) {}

  /** Feeds from the first push to the last answer. */
  void feed(Flow flow) throws InterruptedException {
    Disturbances unused = feed(flow, () -> {}, () -> {});
  }

  /**
   * Feeds from the first push to the last answer.
   *
   * @param steady called when every process is at work
   * @param ending called when the feed is about to end
   */
  private Disturbances feed(Flow flow, Runnable steady, Runnable ending)
      throws InterruptedException {
    long began = System.nanoTime();
    Instant start = Instant.now();
    Chaos.Mark edge = flow.hops().downstreamOf(Workers.MIRROR).mark();
    flow.feeder().start();
    Disturbances disturbances = new Disturbances(new ArrayList<>(), new ArrayList<>());
    awaitMark(flow, edge);
    awaitMark(flow, flow.hops().everyHop().mark());
    disturbances
        .times()
        .add(new Disturbance("start", start.toEpochMilli(), Instant.now().toEpochMilli()));
    if (settings.rate().isPresent()) {
      say("At work; the first seconds at this rate are not measured");
      stayFor(flow, WARM_UP);
      steady.run();
      say("Measuring");
      stayFor(flow, MEASURED);
      ending.run();
      flow.feeder().finish();
    } else {
      steady.run();
    }
    if (settings.chaos()) {
      kill(flow, began, start, disturbances);
      flow.feeder().finish();
    }
    awaitEnd(flow);
    if (settings.rate().isEmpty()) {
      ending.run();
    }
    return disturbances;
  }

  private void kill(Flow flow, long began, Instant start, Disturbances disturbances)
      throws InterruptedException {
    awaitFlow(flow.hops());
    List<Chaos.Victim> victims = new ArrayList<>();
    for (String name :
        List.of(Workers.ADAPTER, Workers.ODDS_JOB, Workers.ANALYTICS_JOB, Workers.MIRROR)) {
      victims.add(new Chaos.Victim(platform.workers().get(name), flow.hops().downstreamOf(name)));
    }
    for (Kill kill : new Chaos(victims, flow.hops().everyHop(), began).run()) {
      String at = start.plusMillis(kill.at()).toString();
      disturbances.kills().add(new RunFacts.KilledProcess(kill.process(), at, kill.backAfterMs()));
    }
  }

  private void awaitEnd(Flow flow) throws InterruptedException {
    try {
      while (!flow.feeder().done().isDone()) {
        sampleMemory();
        TimeUnit.SECONDS.sleep(1);
      }
      flow.feeder().done().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the feed failed: " + e.getCause(), e.getCause());
    }
  }

  private void stayFor(Flow flow, Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until && !flow.feeder().done().isDone()) {
      sampleMemory();
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /** Returns when the mark has passed, or the feed is over. */
  private static void awaitMark(Flow flow, Chaos.Mark mark) throws InterruptedException {
    while (!mark.passed() && !flow.feeder().done().isDone()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** A kill proves something only while records are under way everywhere. */
  private static void awaitFlow(HopWatch hops) throws InterruptedException {
    long deadline = System.nanoTime() + STUCK_AFTER.toNanos();
    while (hops.published() < FLOWING || hops.clickhouse() < FLOWING) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nothing has come through to Edge and ClickHouse");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  void drain(Flow flow) throws InterruptedException {
    say("The feed has ended; waiting until every hop has caught up");
    long moved = System.nanoTime();
    long before = -1;
    while (!flow.hops().drained()) {
      HopWatch hops = flow.hops();
      long now = hops.decisions() + hops.internal() + hops.published() + hops.clickhouse();
      if (now != before) {
        before = now;
        moved = System.nanoTime();
      }
      if (System.nanoTime() - moved > STUCK_AFTER.toNanos()) {
        say("The flow does not drain; the reconciliation shows where it stands.");
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    awaitCheckpoints();
    sampleMemory();
  }

  /** The archive holds what a completed checkpoint has committed. */
  private void awaitCheckpoints() throws InterruptedException {
    FlinkJob job = new FlinkJob(settings.ports().analyticsRest());
    FlinkJob.Progress first = job.progress();
    long deadline = System.nanoTime() + STUCK_AFTER.toNanos();
    while (System.nanoTime() < deadline) {
      FlinkJob.Progress now = job.progress();
      if (!now.jobId().equals(first.jobId())) {
        first = now;
      } else if (now.checkpoints() >= first.checkpoints() + CHECKPOINTS_AFTER_THE_END) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    say("The analytics job completes no checkpoints; the reconciliation shows what is missing.");
  }

  private RunFacts facts(Flow flow, LatencyObserver observer, Disturbances disturbances) {
    Ledger.Snapshot ledger = flow.ledger().snapshot();
    if (!ledger.surprises().isEmpty()) {
      throw new IllegalStateException(
          "the adapter answered otherwise than it must: " + ledger.surprises());
    }
    return RunFacts.of(
        new RunFacts.Events(
            ledger.sent(), ledger.accepted(), ledger.duplicates(), ledger.deadLettered()),
        disturbances.kills(),
        observer,
        disturbances.times(),
        platform.startUpMs(),
        memory / MEBIBYTE);
  }

  private void sampleMemory() {
    memory = Math.max(memory, platform.residentBytes());
  }

  private static void say(String what) {
    System.out.println(what);
  }

  /** Names the first hop that is not exact, for the last line on the console. */
  public static String verdict(Report report) {
    return report
        .firstFailing()
        .map(Hop::text)
        .map(hop -> "FAILED at hop " + hop)
        .orElse(report.ok() ? "OK" : "FAILED: an invariant does not hold");
  }
}
