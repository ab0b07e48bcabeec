package io.oddsupdate.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedLookupTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger attempts = new AtomicInteger();
  private BoundedLookup<String, String> lookup;

  /** A server's answer, written by hand. */
  private interface Answer {
    Optional<String> to(String key) throws Exception;
  }

  private void given(LookupConfig config, Answer answer) {
    lookup =
        new BoundedLookup<>(
            "test",
            new Fetch<>() {
              @Override
              public Optional<String> fetch(String key) throws Exception {
                attempts.incrementAndGet();
                return answer.to(key);
              }

              @Override
              public void close() {}
            },
            config);
  }

  @AfterEach
  void close() {
    release.countDown();
    lookup.close();
  }

  @Test
  void triesAnUnavailableServerAgainWithinTheDeadline() {
    given(
        LookupConfig.within(Duration.ofSeconds(5)),
        key -> {
          if (attempts.get() < 3) {
            throw new IOException("reset");
          }
          return Optional.of("value of " + key);
        });

    assertThat(lookup.lookup("a").join().result())
        .isEqualTo(new LookupResult.Found<>("value of a"));
    assertThat(attempts).hasValue(3);
  }

  @Test
  void neverAsksAgainForAValueThatCannotBeRead() {
    given(
        LookupConfig.within(Duration.ofSeconds(5)),
        key -> {
          throw new MalformedValueException("form is no number", null);
        });

    assertThat(lookup.lookup("a").join().result())
        .isEqualTo(new LookupResult.Failed<>(FailureKind.MALFORMED));
    assertThat(attempts).hasValue(1);
  }

  @Test
  void endsAtTheDeadlineWhenTheServerIsSilent() {
    given(LookupConfig.within(Duration.ofMillis(40)), this::silence);
    long start = System.nanoTime();

    LookupResult<String> result = lookup.lookup("a").join().result();

    assertThat(result).isEqualTo(new LookupResult.Failed<>(FailureKind.TIMEOUT));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(40), Duration.ofSeconds(2));
  }

  @Test
  void failsAtOnceWhenMoreWaitThanTheBulkheadHolds() {
    given(
        new LookupConfig(Duration.ofSeconds(20), 1, 1, 1, 100, Duration.ofMillis(100)),
        this::silence);
    CompletableFuture<LookupAnswer<String>> running = lookup.lookup("a");
    CompletableFuture<LookupAnswer<String>> queued = lookup.lookup("b");

    CompletableFuture<LookupAnswer<String>> refused = lookup.lookup("c");

    assertThat(refused).isDone();
    assertThat(refused.join().result())
        .isEqualTo(new LookupResult.Failed<>(FailureKind.UNAVAILABLE));
    assertThat(running).isNotDone();
    assertThat(queued).isNotDone();
  }

  @Test
  void askingAServerThatIsDownCostsNothingOnceTheCircuitIsOpen() {
    given(
        new LookupConfig(Duration.ofSeconds(5), 1, 4, 100, 3, Duration.ofMinutes(1)),
        key -> {
          throw new IOException("refused");
        });
    for (int i = 0; i < 3; i++) {
      lookup.lookup("a").join();
    }

    List<LookupResult<String>> later = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      later.add(lookup.lookup("a").join().result());
    }

    assertThat(later).containsOnly(new LookupResult.Failed<>(FailureKind.UNAVAILABLE));
    assertThat(attempts).hasValue(3);
  }

  private Optional<String> silence(String key) throws InterruptedException {
    boolean released = release.await(1, TimeUnit.MINUTES);
    return released ? Optional.of(key) : Optional.empty();
  }
}
