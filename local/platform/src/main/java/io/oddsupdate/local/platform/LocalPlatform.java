package io.oddsupdate.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The whole platform on one machine: starts every process in the order in which they need each
 * other, keeps them alive, and stops them all.
 */
public final class LocalPlatform implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(150);

  /** Tells a folder of ours from one that a user named by mistake. */
  private static final String MARKER = ".odds-update-data";

  private final PlatformSettings settings;
  private final Layout layout;
  private final LocalSecrets secrets;
  private final Watchdog watchdog;
  private final Map<String, ManagedProcess> servers = new LinkedHashMap<>();
  private final Map<String, ManagedProcess> workers = new LinkedHashMap<>();
  private long startUpMs;

  private LocalPlatform(
      PlatformSettings settings, Layout layout, LocalSecrets secrets, Watchdog watchdog) {
    this.settings = settings;
    this.layout = layout;
    this.secrets = secrets;
    this.watchdog = watchdog;
  }

  /**
   * Prepares a platform: checks the build, the ports and the servers that it does not start itself,
   * and empties the data of the last run unless it is to be kept.
   *
   * @param environment of the user, for secrets
   * @throws IllegalStateException if something that is needed is missing, naming the fix
   */
  public static LocalPlatform prepare(PlatformSettings settings, Map<String, String> environment)
      throws IOException, InterruptedException {
    Layout layout = new Layout(settings.home(), settings.data());
    layout.requireBuilt();
    List<String> taken = settings.ports().taken(settings.endpoints().external());
    if (!taken.isEmpty()) {
      throw new IllegalStateException(String.join(System.lineSeparator(), taken));
    }
    ExistingServers existing =
        new ExistingServers(settings.endpoints(), LocalSecrets.given(environment));
    existing.requireUsable();
    // Before the folder is emptied: it may be what such records can be resumed with.
    requireKnownRecords(settings, existing);
    if (!settings.keep()) {
      empty(layout.data());
    }
    Files.createDirectories(layout.logs());
    Files.writeString(layout.data().resolve(MARKER), "Emptied by every run without KEEP=1.\n");
    LocalSecrets secrets = LocalSecrets.load(layout.data(), settings.endpoints(), environment);
    if (RunOrigin.read(layout.data()).isEmpty()) {
      RunOrigin.of(settings.endpoints(), Map.of()).write(layout.data());
    }
    return new LocalPlatform(settings, layout, secrets, Watchdog.start());
  }

  /** Existing servers hold either nothing, or the records of the run that is resumed. */
  private static void requireKnownRecords(PlatformSettings settings, ExistingServers existing)
      throws IOException, InterruptedException {
    Path data = settings.data();
    RunOrigin now = RunOrigin.of(settings.endpoints(), existing.topicIds());
    Optional<RunOrigin> kept = RunOrigin.read(data);
    List<String> differences = kept.map(before -> before.differences(now)).orElse(List.of());
    if (settings.keep() && !differences.isEmpty()) {
      List<String> lines = new ArrayList<>(differences);
      lines.add(0, "KEEP=1: the run in DATA=" + data + " used other servers:");
      lines.add(
          "Use the same ones, name another folder with DATA, or start afresh without KEEP=1.");
      throw new IllegalStateException(String.join(System.lineSeparator(), lines));
    }
    boolean resumable = kept.filter(RunOrigin::began).isPresent() && differences.isEmpty();
    if (settings.keep() && resumable) {
      return;
    }
    existing.requireEmpty(
        resumable
            ? "Clear them, or resume that run with KEEP=1."
            : "Clear them; no run in DATA=" + data + " can resume them.");
  }

  /** Starts everything and returns when everything does its work. */
  public void start() throws IOException, InterruptedException {
    long began = System.nanoTime();
    Servers specs = new Servers(settings, layout, secrets);
    startAll("servers", specs.all(), servers);
    say("preparing topics, tables and schemas");
    Preparation.run(settings.endpoints(), secrets);
    Map<String, String> topicIds = new ExistingServers(settings.endpoints(), secrets).topicIds();
    RunOrigin.of(settings.endpoints(), topicIds).write(layout.data());
    startAll("adapter, jobs, mirror", new Workers(settings, layout, secrets).all(), workers);
    startUpMs = Duration.ofNanos(System.nanoTime() - began).toMillis();
    System.out.printf("The platform is up after %.1f s.%n", startUpMs / 1000.0);
  }

  /** The processes that production deploys, by name. */
  Map<String, ManagedProcess> workers() {
    return workers;
  }

  /** The backing servers that the platform started itself, by name. */
  Map<String, ManagedProcess> servers() {
    return servers;
  }

  Layout layout() {
    return layout;
  }

  LocalSecrets secrets() {
    return secrets;
  }

  long startUpMs() {
    return startUpMs;
  }

  /** Memory of all processes together, this one included, in bytes. */
  long residentBytes() {
    long sum = ResidentMemory.bytes(ProcessHandle.current().pid());
    for (ManagedProcess process : all()) {
      sum += process.residentBytes();
    }
    return sum;
  }

  /** Processor time of this process and of all that it started, directly or not. */
  static Duration processorTime() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.concat(Stream.of(self), self.descendants())
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Stops the processes that write, so that what they wrote stands still. */
  void stopWorkers() {
    workers.values().forEach(ManagedProcess::expectEnd);
    workers.values().parallelStream().forEach(ManagedProcess::stop);
  }

  @Override
  public void close() {
    // All of them first: one must not be started again because another one went away.
    all().forEach(ManagedProcess::expectEnd);
    workers.values().parallelStream().forEach(ManagedProcess::stop);
    servers.values().parallelStream().forEach(ManagedProcess::stop);
    watchdog.close();
  }

  private List<ManagedProcess> all() {
    List<ManagedProcess> all = new ArrayList<>(workers.values());
    all.addAll(servers.values());
    return all;
  }

  private void startAll(String what, List<ProcessSpec> specs, Map<String, ManagedProcess> into)
      throws InterruptedException {
    if (specs.isEmpty()) {
      return;
    }
    say(
        "starting "
            + what
            + ": "
            + String.join(", ", specs.stream().map(ProcessSpec::name).toList()));
    List<ManagedProcess> processes = new ArrayList<>();
    for (ProcessSpec spec : specs) {
      ManagedProcess process = new ManagedProcess(spec, layout.logs(), watchdog);
      into.put(spec.name(), process);
      processes.add(process);
      process.start();
    }
    ExecutorService waiting = Executors.newFixedThreadPool(processes.size());
    try {
      List<Future<?>> ready = new ArrayList<>();
      for (ManagedProcess process : processes) {
        ready.add(
            waiting.submit(
                () -> {
                  long began = System.nanoTime();
                  process.awaitReady(READY_WITHIN);
                  System.out.printf(
                      "  %-14s ready after %4.1f s%n",
                      process.name(), (System.nanoTime() - began) / 1e9);
                  return null;
                }));
      }
      for (Future<?> one : ready) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } finally {
      waiting.shutdownNow();
    }
  }

  private static void say(String what) {
    System.out.println(what);
  }

  private static void empty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.exists(folder.resolve(MARKER))) {
      throw new IllegalStateException(
          "DATA=" + folder + ": the folder exists and is not ours; choose one that does not exist");
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
