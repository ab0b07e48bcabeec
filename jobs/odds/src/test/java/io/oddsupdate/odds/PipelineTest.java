package io.oddsupdate.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.decision.Fate;
import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.ingest.Origin;
import io.oddsupdate.odds.ingest.RawRecord;
import io.oddsupdate.odds.publish.OutputRecord;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The topology on a small cluster, with other ends. */
@Timeout(60)
class PipelineTest {
  private static final String RAW = Topics.raw("nba");

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static RegistryServer registry;

  private final SampleGame one = new SampleGame("nba-20261121-aaa-hhh");
  private final SampleGame two = new SampleGame("nba-20261121-ccc-ddd");
  private final List<RawRecord> raw = new ArrayList<>();
  private CollectingSink sink;
  private JobID job;

  @BeforeAll
  static void startRegistry() {
    registry = new RegistryServer();
  }

  @AfterAll
  static void stopRegistry() {
    registry.close();
  }

  @Test
  void decidesEachRecordOnceInTheOrderOfItsGame(TestInfo test) throws Exception {
    // One half for each of the two source readers, so that a game has one order.
    for (SampleGame game : List.of(one, two)) {
      List<RawEvent> events = game.events(40);
      events.forEach(this::add);
      add(events.get(7));
      add(game.edited(events.get(9), 3));
      add(game.edited(events.get(9), 2));
    }

    run(test, FixedLookups.KNOW);

    List<Decision> decisions = decisions();
    assertThat(decisions)
        .extracting(Decision::getRawOffset)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 86).boxed().toList());
    for (SampleGame game : List.of(one, two)) {
      assertThat(decisions)
          .filteredOn(decision -> game.gameId().equals(decision.getGameId()))
          .extracting(Decision::getRawOffset)
          .isSorted();
    }
    assertThat(List.of(fateAt(40), fateAt(83))).containsOnly(Fate.DUPLICATE);
    assertThat(List.of(fateAt(42), fateAt(85))).containsOnly(Fate.STALE_REVISION);
    assertSequencesAreDense(updates());
    assertThat(counted("decode.events")).isEqualTo(86);
    assertThat(counted("price.updates")).isEqualTo(updates().size());
    assertThat(counted("price.fate_duplicate")).isEqualTo(2);
    assertThat(counted("price.fate_stale_revision")).isEqualTo(2);
    assertThat(decisions.stream().mapToInt(decision -> decision.getWritten().size()).sum())
        .isEqualTo(updates().size());
  }

  @Test
  void buriesWhatCannotBeUsedAndSaysWhy(TestInfo test) throws Exception {
    RawEvent wrongLeague = one.play(ActionType.FOUL, 0, 0, 0);
    wrongLeague.setLeague("nfl");
    wrongLeague.setGameId("nfl-20261121-aaa-hhh");
    byte[] good = encode(one.events(1).get(0));
    byte[] cut = Arrays.copyOf(good, good.length - 3);
    byte[] unknownId = good.clone();
    ByteBuffer.wrap(unknownId).putInt(1, 99_999);
    add(null, "no avro at all".getBytes(StandardCharsets.UTF_8));
    add("k".getBytes(StandardCharsets.UTF_8), new byte[0]);
    add(null, cut);
    add(null, unknownId);
    add(wrongLeague);
    add(null, good);

    run(test, FixedLookups.KNOW);

    assertThat(letters())
        .extracting(DeadLetter::getOffset, DeadLetter::getReason)
        .containsExactlyInAnyOrder(
            tuple(0L, "undecodable"),
            tuple(1L, "undecodable"),
            tuple(2L, "undecodable"),
            tuple(3L, "unknown_schema"),
            tuple(4L, "invalid_field"));
    DeadLetter first =
        letters().stream().filter(letter -> letter.getOffset() == 0).findFirst().orElseThrow();
    assertThat(first.getBytes()).isEqualTo(ByteBuffer.wrap(raw.get(0).value()));
    assertThat(first.getTopic()).isEqualTo(RAW);
    assertThat(first.getLength()).isEqualTo(14);
    assertThat(decisions()).hasSize(6);
    for (int offset = 0; offset < 5; offset++) {
      assertThat(fateAt(offset)).isEqualTo(Fate.DEAD_LETTER);
    }
    assertThat(decisions())
        .filteredOn(decision -> decision.getRawOffset() < 4)
        .extracting(Decision::getEventId)
        .containsOnlyNulls();
    assertThat(fateAt(5)).as("what follows goes on").isEqualTo(Fate.PRICED);
  }

  @Test
  void opensNothingWhileTheServersAreDown(TestInfo test) throws Exception {
    one.events(20).forEach(this::add);

    run(test, FixedLookups.ARE_DOWN);

    assertThat(decisions()).hasSize(20);
    assertThat(decisions())
        .extracting(Decision::getDefaulted)
        .containsOnly(List.of("reference", "hot"));
    assertThat(updates()).extracting(OddsUpdate::getStatus).doesNotContain(MarketStatus.ACTIVE);
  }

  @Test
  void opensNothingOfAGameThatNobodyKnows(TestInfo test) throws Exception {
    one.events(20).forEach(this::add);

    run(test, FixedLookups.KNOW_NOTHING);

    assertThat(decisions()).hasSize(20);
    assertThat(updates()).extracting(OddsUpdate::getStatus).doesNotContain(MarketStatus.ACTIVE);
  }

  @Test
  void waitsForARegistryThatIsDownAndBuriesNothing(TestInfo test) throws Exception {
    one.events(5).forEach(this::add);
    registry.stop();
    Thread back =
        new Thread(
            () -> {
              awaitRefusals();
              registry.start();
            });
    back.start();

    run(test, FixedLookups.KNOW);

    back.join();
    assertThat(letters()).isEmpty();
    assertThat(decisions()).hasSize(5);
  }

  /**
   * Long enough for the job to have met the closed port; what is asserted does not depend on it.
   */
  private static void awaitRefusals() {
    LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
  }

  private void add(RawEvent event) {
    add(event.getGameId().getBytes(StandardCharsets.UTF_8), encode(event));
  }

  private void add(byte[] key, byte[] value) {
    raw.add(new RawRecord(new Origin(RAW, 0, raw.size(), key, null, 0), value));
  }

  private static byte[] encode(RawEvent event) {
    return WireFormat.encode(registry.idOf(RAW), event);
  }

  private void run(TestInfo test, FixedLookups lookups) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    sink = new CollectingSink(test.getDisplayName());
    OddsJob.buildPipeline(
        env,
        source(List.copyOf(raw)),
        metrics -> lookups.open(),
        sink,
        new PipelineSettings(List.of("nba"), registry.url(), 1, Duration.ofSeconds(30), 16));
    job = env.execute().getJobID();
  }

  /** A counter, named by operator and metric, over all instances of the operator. */
  private long counted(String name) {
    return METRICS.findMetrics(job, name.replace(".", "\\.\\d+\\.") + "$").values().stream()
        .mapToLong(metric -> ((Counter) metric).getCount())
        .sum();
  }

  private static DataGeneratorSource<RawRecord> source(List<RawRecord> records) {
    byte[][] values = records.stream().map(RawRecord::value).toArray(byte[][]::new);
    byte[][] keys = records.stream().map(record -> record.origin().key()).toArray(byte[][]::new);
    GeneratorFunction<Long, RawRecord> generator =
        index ->
            new RawRecord(
                new Origin(RAW, 0, index, keys[index.intValue()], null, 0),
                values[index.intValue()]);
    return new DataGeneratorSource<>(
        generator, records.size(), TypeInformation.of(RawRecord.class));
  }

  private List<OddsUpdate> updates() {
    return sink.written(Topics.internal("nba")).stream()
        .map(OutputRecord::value)
        .map(Written::update)
        .toList();
  }

  private List<Decision> decisions() {
    return sink.written(Topics.decisions("nba")).stream()
        .map(OutputRecord::value)
        .map(Written::decision)
        .toList();
  }

  private List<DeadLetter> letters() {
    return sink.written(Topics.DEAD_LETTERS_ODDS).stream()
        .map(OutputRecord::value)
        .map(Written::deadLetter)
        .sorted(Comparator.comparing(DeadLetter::getOffset))
        .toList();
  }

  private Fate fateAt(long offset) {
    return decisions().stream()
        .filter(decision -> decision.getRawOffset() == offset)
        .findFirst()
        .orElseThrow()
        .getFate();
  }

  private static void assertSequencesAreDense(List<OddsUpdate> updates) {
    Map<String, Long> last = new HashMap<>();
    for (OddsUpdate update : updates) {
      String market = update.getUpdateId().substring(0, update.getUpdateId().indexOf('#'));
      assertThat(update.getSequence()).as(market).isEqualTo(last.getOrDefault(market, 0L) + 1);
      last.put(market, update.getSequence());
    }
    assertThat(last).isNotEmpty();
  }
}
