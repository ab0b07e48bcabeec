package io.oddsupdate.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedLookupTest {
  private static final Duration KEEP_FOR = Duration.ofMillis(200);

  /** Hands its futures to the test, which completes them. */
  private static final class OpenQuestions implements AsyncLookup<String, String> {
    final List<CompletableFuture<LookupAnswer<String>>> asked = new ArrayList<>();

    @Override
    public CompletableFuture<LookupAnswer<String>> lookup(String key) {
      asked.add(new CompletableFuture<>());
      return asked.get(asked.size() - 1);
    }

    @Override
    public void close() {}
  }

  private final AtomicLong nanos = new AtomicLong();
  private final OpenQuestions source = new OpenQuestions();
  private final CachedLookup<String, String> lookup =
      new CachedLookup<>(source, KEEP_FOR, 100, nanos::get);

  @Test
  void asksOnceForAllWhoWantTheSameKeyAtTheSameTime() {
    CompletableFuture<LookupAnswer<String>> first = lookup.lookup("a");
    CompletableFuture<LookupAnswer<String>> second = lookup.lookup("a");

    answer(0, new LookupResult.Found<>("x"));

    assertThat(source.asked).hasSize(1);
    assertThat(first.join()).isEqualTo(second.join());
    assertThat(first.join().cached()).isFalse();
  }

  @Test
  void answersFromMemoryUntilTheAnswerIsTooOld() {
    CompletableFuture<LookupAnswer<String>> first = lookup.lookup("a");
    answer(0, new LookupResult.Found<>("x"));
    nanos.addAndGet(KEEP_FOR.toNanos() - 1);

    assertThat(lookup.lookup("a").join())
        .isEqualTo(new LookupAnswer<>(new LookupResult.Found<>("x"), true));

    nanos.addAndGet(1);
    CompletableFuture<LookupAnswer<String>> later = lookup.lookup("a");
    answer(1, new LookupResult.Found<>("y"));
    assertThat(later.join()).isEqualTo(new LookupAnswer<>(new LookupResult.Found<>("y"), false));
    assertThat(first).isDone();
  }

  @Test
  void remembersThatThereIsNone() {
    CompletableFuture<LookupAnswer<String>> first = lookup.lookup("a");
    answer(0, new LookupResult.Absent<>());

    assertThat(first).isDone();
    assertThat(lookup.lookup("a").join())
        .isEqualTo(new LookupAnswer<>(new LookupResult.Absent<>(), true));
  }

  @Test
  void neverRemembersAFailure() {
    CompletableFuture<LookupAnswer<String>> failed = lookup.lookup("a");
    answer(0, new LookupResult.Failed<>(FailureKind.TIMEOUT));

    CompletableFuture<LookupAnswer<String>> again = lookup.lookup("a");
    answer(1, new LookupResult.Found<>("x"));

    assertThat(failed.join().result()).isEqualTo(new LookupResult.Failed<>(FailureKind.TIMEOUT));
    assertThat(again.join().result()).isEqualTo(new LookupResult.Found<>("x"));
  }

  private void answer(int question, LookupResult<String> result) {
    source.asked.get(question).complete(LookupAnswer.fresh(result));
  }
}
