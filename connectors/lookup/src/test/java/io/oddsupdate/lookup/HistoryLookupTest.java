package io.oddsupdate.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HistoryLookupTest {
  private static final Duration KEEP_FOR = Duration.ofMillis(200);
  private static final During<String> PAST = new During<>("past", During.ALWAYS, 1_000, 9_000);
  private static final During<String> PRESENT = new During<>("present", 1_000, During.OPEN, 9_000);

  /** Hands its futures to the test, which completes them. */
  private static final class OpenQuestions implements AsyncLookup<At<String>, During<String>> {
    final List<At<String>> asked = new ArrayList<>();
    final List<CompletableFuture<LookupAnswer<During<String>>>> futures = new ArrayList<>();

    @Override
    public CompletableFuture<LookupAnswer<During<String>>> lookup(At<String> at) {
      asked.add(at);
      futures.add(new CompletableFuture<>());
      return futures.get(futures.size() - 1);
    }

    @Override
    public void close() {}
  }

  private final AtomicLong nanos = new AtomicLong();
  private final OpenQuestions source = new OpenQuestions();
  private final HistoryLookup<String, String> lookup = lookup(Duration.ofSeconds(30));

  private HistoryLookup<String, String> lookup(Duration deadline) {
    return new HistoryLookup<>(source, deadline, KEEP_FOR, 100, nanos::get);
  }

  @Test
  void answersFromMemoryForTheTimesOfTheValueAlone() {
    begin(500);
    found(0, PAST);

    assertThat(ask(999).join()).isEqualTo(new LookupAnswer<>(new LookupResult.Found<>(PAST), true));
    assertThat(ask(-5).join().cached()).isTrue();
    assertThat(source.asked).hasSize(1);

    CompletableFuture<LookupAnswer<During<String>>> later = ask(1_000);
    found(1, PRESENT);
    assertThat(later.join()).isEqualTo(LookupAnswer.fresh(new LookupResult.Found<>(PRESENT)));
  }

  @Test
  void asksAnewWhereTheServerMayKnowMoreByNow() {
    begin(5_000);
    found(0, PRESENT);

    assertThat(ask(8_999).join().cached()).isTrue();
    assertThat(ask(9_000)).as("a next value may have come").isNotDone();
    assertThat(source.asked).hasSize(2);
  }

  @Test
  void aValueThatHasEndedIsKnownForGood() {
    begin(500);
    found(0, new During<>("past", During.ALWAYS, 1_000, 200));

    assertThat(ask(900).join().cached()).isTrue();
  }

  @Test
  void forgetsAfterAWhile() {
    begin(500);
    found(0, PAST);
    nanos.addAndGet(KEEP_FOR.toNanos());

    assertThat(ask(500)).isNotDone();
  }

  @Test
  void asksOnceForAllWhoWaitForTheSameValue() {
    List<CompletableFuture<LookupAnswer<During<String>>>> waiting =
        List.of(ask(1_000), ask(2_000), ask(20_000));
    found(0, PRESENT);

    assertThat(source.asked).hasSize(1);
    assertThat(waiting)
        .allSatisfy(
            it -> assertThat(it.join().result()).isEqualTo(new LookupResult.Found<>(PRESENT)));
  }

  @Test
  void whoWaitedForTheValueOfAnotherTimeAsksAnewAndOnceForAll() {
    CompletableFuture<LookupAnswer<During<String>>> past = ask(500);
    List<CompletableFuture<LookupAnswer<During<String>>>> present = List.of(ask(1_500), ask(1_600));
    found(0, PAST);

    assertThat(past).isDone();
    assertThat(source.asked)
        .as("either of the two asks for both")
        .extracting(At::timeMs)
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo(500),
            second -> assertThat(second).isIn(1_500L, 1_600L));
    assertThat(present).allSatisfy(it -> assertThat(it).isNotDone());
    found(1, PRESENT);
    assertThat(present)
        .allSatisfy(
            it -> assertThat(it.join().result()).isEqualTo(new LookupResult.Found<>(PRESENT)));
  }

  @Test
  void givesUpAtItsDeadlineHoweverManyQuestionsOfOthersItWaitedFor() throws Exception {
    HistoryLookup<String, String> impatient = lookup(Duration.ofMillis(20));
    var first = impatient.lookup(new At<>("game", 500));

    assertThat(impatient.lookup(new At<>("game", 1_500)).get(10, TimeUnit.SECONDS).result())
        .isEqualTo(new LookupResult.Failed<>(FailureKind.TIMEOUT));
    assertThat(first).as("its own question has a deadline of its own").isNotDone();
  }

  @Test
  void remembersThatThereIsNoneAndNeverAFailure() {
    begin(500);
    source.futures.get(0).complete(LookupAnswer.fresh(new LookupResult.Absent<>()));
    assertThat(ask(7_000).join()).isEqualTo(new LookupAnswer<>(new LookupResult.Absent<>(), true));

    nanos.addAndGet(KEEP_FOR.toNanos());
    begin(500);
    CompletableFuture<LookupAnswer<During<String>>> beside = ask(501);
    source
        .futures
        .get(1)
        .complete(LookupAnswer.fresh(new LookupResult.Failed<>(FailureKind.UNAVAILABLE)));
    assertThat(beside.join().result())
        .isEqualTo(new LookupResult.Failed<>(FailureKind.UNAVAILABLE));
    assertThat(ask(502)).isNotDone();
    assertThat(source.asked).hasSize(3);
  }

  @Test
  void refusesAValueThatNeverHolds() {
    assertThatThrownBy(() -> new During<>("never", 5, 5, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 5 until 5");
  }

  private CompletableFuture<LookupAnswer<During<String>>> ask(long timeMs) {
    return lookup.lookup(new At<>("game", timeMs));
  }

  private void begin(long timeMs) {
    var unused = ask(timeMs);
  }

  private void found(int question, During<String> value) {
    source.futures.get(question).complete(LookupAnswer.fresh(new LookupResult.Found<>(value)));
  }
}
