package io.oddsupdate.mirror;

import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Measures the hop on two real clusters: latency from the commit on Core to readable on Edge, time
 * to start, time from SIGKILL to the next new record, losses and doubles. Run by hand:
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/cp.txt
 * java -cp target/classes:target/test-classes:$(cat target/cp.txt) \
 *   io.oddsupdate.mirror.MirrorBench &lt;folder&gt; &lt;partitions&gt; &lt;kills&gt; &lt;steady seconds&gt; [key=value or key=]... [-X...]...
 * </pre>
 *
 * A {@code key=value} replaces a line of the template, {@code key=} removes it, an argument that
 * starts with a dash goes to the mirror's JVM.
 */
public final class MirrorBench {
  private static final int PER_SECOND = 200;
  private static final Duration TRANSACTION = Duration.ofMillis(100);

  private final Map<Long, Long> committedAt = new ConcurrentHashMap<>();
  private final Map<Long, Long> readAt = new ConcurrentHashMap<>();
  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long lastSent;
  private volatile long doubled;
  private volatile Throwable failure;

  public static void main(String[] args) throws Exception {
    new MirrorBench().run(args);
    System.exit(0);
  }

  private void run(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int partitions = Integer.parseInt(args[1]);
    int kills = Integer.parseInt(args[2]);
    long steady = Long.parseLong(args[3]);
    List<String> jvm = new ArrayList<>();
    Map<String, String> changes = new TreeMap<>();
    for (int i = 4; i < args.length; i++) {
      if (args[i].startsWith("-")) {
        jvm.add(args[i]);
      } else {
        int equals = args[i].indexOf('=');
        changes.put(args[i].substring(0, equals), args[i].substring(equals + 1));
      }
    }
    try (RegistryFake registry = RegistryFake.deployed();
        KafkaCluster core = KafkaCluster.start(folder.resolve("core"));
        KafkaCluster edge = KafkaCluster.start(folder.resolve("edge"))) {
      core.create(Topics.internal("nba"), partitions);
      core.create(Topics.DEAD_LETTERS_ODDS, 1);
      edge.create(Topics.publicUpdates("nba"), partitions);
      int port = freePort();
      String properties =
          changed(
              MirrorTemplate.render(core.bootstrap(), edge.bootstrap(), registry.url(), port, 1),
              changes);
      Thread writer = thread("writer", () -> write(core, registry, partitions));
      Thread reader = thread("reader", () -> read(edge, registry));
      long start = System.currentTimeMillis();
      MirrorChild mirror = MirrorChild.start(folder.resolve("mirror"), properties, port, jvm);
      awaitNewRecord(start);
      System.out.printf(
          "start_ms=%d cpu_ms=%d%n", System.currentTimeMillis() - start, mirror.cpuMs());
      Thread.sleep(5000);
      long from = lastSent;
      Thread.sleep(steady * 1000);
      report("steady", from, lastSent - PER_SECOND);
      for (int kill = 0; kill < kills; kill++) {
        mirror.kill();
        long killed = System.currentTimeMillis();
        mirror = MirrorChild.start(folder.resolve("mirror"), properties, port, jvm);
        awaitNewRecord(killed);
        long back = System.currentTimeMillis() - killed;
        long cpu = mirror.cpuMs();
        awaitRead(lastSent);
        System.out.printf(
            "back_ms=%d cpu_ms=%d caught_up_ms=%d%n",
            back, cpu, System.currentTimeMillis() - killed);
        Thread.sleep(3000 + 700L * kill);
      }
      done.set(true);
      writer.join();
      long end = System.currentTimeMillis() + 30_000;
      while (readAt.size() < lastSent && System.currentTimeMillis() < end && failure == null) {
        Thread.sleep(50);
      }
      Thread.sleep(1000);
      closed.set(true);
      reader.join();
      System.out.printf(
          "sent=%d read=%d lost=%d doubled=%d failure=%s%n",
          lastSent, readAt.size(), lastSent - readAt.size(), doubled, failure);
      System.out.println(
          mirror.get("/metrics").lines().filter(line -> line.contains("mirror_")).toList());
      mirror.terminate();
      System.out.printf("term_exit=%d%n", mirror.awaitExit(Duration.ofSeconds(30)));
    }
  }

  private Thread thread(String name, Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
                Thread.currentThread().interrupt();
              } catch (Exception | Error e) {
                failure = e;
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private interface Body {
    void run() throws Exception;
  }

  private void write(KafkaCluster core, RegistryFake registry, int partitions) throws Exception {
    String topic = Topics.internal("nba");
    int schema = registry.idOf(topic + "-value");
    try (KafkaProducer<byte[], byte[]> producer =
        core.producer(Map.of("transactional.id", "bench", "linger.ms", 0))) {
      producer.initTransactions();
      int batch = (int) (PER_SECOND * TRANSACTION.toMillis() / 1000);
      long next = System.currentTimeMillis();
      long sequence = 0;
      while (!done.get()) {
        producer.beginTransaction();
        long first = sequence + 1;
        for (int i = 0; i < batch; i++) {
          sequence++;
          // A failed send also fails the commit.
          Future<?> unused =
              producer.send(
                  new ProducerRecord<>(
                      topic,
                      (int) (sequence % partitions),
                      Updates.GAME.getBytes(StandardCharsets.UTF_8),
                      WireFormat.encode(schema, Updates.total(sequence))));
        }
        producer.flush();
        long at = System.currentTimeMillis();
        for (long committed = first; committed <= sequence; committed++) {
          committedAt.put(committed, at);
        }
        producer.commitTransaction();
        lastSent = sequence;
        next += TRANSACTION.toMillis();
        Thread.sleep(Math.max(0, next - System.currentTimeMillis()));
      }
    }
  }

  private void read(KafkaCluster edge, RegistryFake registry) throws Exception {
    Schema schema =
        new SchemaRegistry(registry.url())
            .byId(registry.idOf(Topics.publicUpdates("nba") + "-value"))
            .orElseThrow();
    try (KafkaConsumer<byte[], byte[]> consumer = edge.reader(Topics.publicUpdates("nba"))) {
      while (!closed.get()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          long sequence =
              WireFormat.decode(record.value(), schema, PublicOddsUpdate.class).getSequence();
          if (readAt.putIfAbsent(sequence, System.currentTimeMillis()) != null) {
            doubled++;
          }
        }
      }
    }
  }

  /** A record that was committed after this moment is readable. */
  private void awaitNewRecord(long since) throws InterruptedException {
    while (readAt.keySet().stream().noneMatch(s -> committedAt.getOrDefault(s, 0L) > since)) {
      check();
      Thread.sleep(20);
    }
  }

  private void awaitRead(long sequence) throws InterruptedException {
    while (!readAt.containsKey(sequence)) {
      check();
      Thread.sleep(10);
    }
  }

  private void check() {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  private void report(String phase, long from, long to) {
    List<Long> latencies = new ArrayList<>();
    for (long sequence = from; sequence < to; sequence++) {
      Long read = readAt.get(sequence);
      if (read != null && committedAt.containsKey(sequence)) {
        latencies.add(read - committedAt.get(sequence));
      }
    }
    latencies.sort(null);
    System.out.printf(
        "%s n=%d p50=%d p90=%d p99=%d p999=%d max=%d%n",
        phase,
        latencies.size(),
        at(latencies, 0.5),
        at(latencies, 0.9),
        at(latencies, 0.99),
        at(latencies, 0.999),
        at(latencies, 1));
  }

  private static long at(List<Long> sorted, double share) {
    return sorted.isEmpty()
        ? -1
        : sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
  }

  private static String changed(String properties, Map<String, String> changes) {
    StringBuilder text = new StringBuilder();
    properties
        .lines()
        .filter(line -> changes.keySet().stream().noneMatch(key -> line.startsWith(key + "=")))
        .forEach(line -> text.append(line).append('\n'));
    changes.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            text.append(key).append('=').append(value).append('\n');
          }
        });
    return text.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
