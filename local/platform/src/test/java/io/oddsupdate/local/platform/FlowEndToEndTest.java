package io.oddsupdate.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.oddsupdate.local.proof.Hop;
import io.oddsupdate.local.proof.ProofConfig;
import io.oddsupdate.local.proof.Reconciliation;
import io.oddsupdate.local.proof.Report;
import io.oddsupdate.local.proof.ReportTable;
import io.oddsupdate.local.proof.RunFacts;
import io.oddsupdate.local.proof.Sabotage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole platform as processes, once: a game flows from the vendor's push to the partner's read,
 * every hop is exact, and the proof notices one tampered record at any hop.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FlowEndToEndTest {
  private LocalPlatform platform;
  private Flow flow;
  private ProofConfig proof;
  private final List<String> killed = new CopyOnWriteArrayList<>();
  private boolean exact;

  @BeforeAll
  void playOneGame() throws Exception {
    Path home = Path.of("../..").toAbsolutePath().normalize();
    PlatformSettings settings = PlatformSettings.read(variables(home), home);
    assumeThat(new Layout(home, settings.data()).adapterJar())
        .as("built by mvn verify from the root")
        .matches(jar -> Files.exists(Path.of(jar)));
    platform = LocalPlatform.prepare(settings, Map.of());
    platform.start();
    flow = new Flow(settings, platform, 1, true);
    Demo demo = new Demo(settings, platform);
    CompletableFuture<Void> outages = CompletableFuture.runAsync(this::killServersWhileEventsFlow);
    demo.feed(flow);
    outages.get();
    demo.drain(flow);
    flow.quiet();
    proof = flow.proof();
    // From here on nobody writes but the test.
    platform.stopWorkers();
  }

  /** What the flow depends on goes away without a word, one after the other, and comes back. */
  private void killServersWhileEventsFlow() {
    try {
      for (String server : List.of("redis", "registry", "postgres")) {
        awaitNewUpdates();
        platform.servers().get(server).kill();
        killed.add(server);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitNewUpdates() throws InterruptedException {
    long wanted = flow.hops().published() + 500;
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (flow.hops().published() < wanted) {
      assertThat(System.nanoTime()).as("updates reach Edge").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @AfterAll
  void stop() {
    if (flow != null) {
      flow.close();
    }
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  @Order(1)
  void everyHopIsExactThoughServersWereKilled() throws Exception {
    assertThat(killed).containsExactly("redis", "registry", "postgres");

    Report report = reconcile();

    exact = report.ok();
    assertThat(exact).as(ReportTable.of(report)).isTrue();
    assertThat(report.hops().values()).allMatch(diff -> diff.records() > 0);
    assertThat(flow.ledger().snapshot().surprises()).isEmpty();
  }

  /**
   * One at each hop, the kinds in turn: what a second one at a hop adds could hide behind the
   * first. Against the flow, so that what was tampered with before lies behind the hop in question.
   */
  static List<Sabotage> oneAtEveryHop() {
    List<Hop> hops = new ArrayList<>(List.of(Hop.values()));
    Collections.reverse(hops);
    List<Sabotage> all = new ArrayList<>();
    for (Hop hop : hops) {
      all.add(new Sabotage(hop, Sabotage.Kind.values()[all.size() % 3]));
    }
    return all;
  }

  @ParameterizedTest
  @Order(2)
  @MethodSource("oneAtEveryHop")
  void namesTheHopAtWhichOneRecordWasTamperedWith(Sabotage sabotage) throws Exception {
    assertThat(exact).as("exact before anybody tampered with it").isTrue();
    sabotage.apply(proof);

    Report now = reconcile();

    assertThat(now.firstFailing()).as(ReportTable.of(now)).contains(sabotage.hop());
  }

  @Test
  @Order(3)
  void leavesNoProcessBehind() {
    platform.close();

    assertThat(platform.workers().values()).noneMatch(ManagedProcess::alive);
  }

  private Report reconcile() throws Exception {
    return Reconciliation.run(proof, RunFacts.UNKNOWN, Set.of());
  }

  private static Map<String, String> variables(Path home) throws IOException {
    Map<String, String> variables = new HashMap<>();
    List<ServerSocket> held = new ArrayList<>();
    for (String setting : PlatformSettings.read(Map.of(), home).ports().bySetting().keySet()) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket);
      variables.put(setting, Integer.toString(socket.getLocalPort()));
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    variables.put("DATA", home.resolve("local/platform/target/end-to-end").toString());
    variables.put("GAMES", "1");
    variables.put("SPEED", "300");
    return variables;
  }
}
