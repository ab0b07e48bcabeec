package io.oddsupdate.mirror;

import static io.oddsupdate.mirror.MirroredRecords.ADDRESS;
import static io.oddsupdate.mirror.MirroredRecords.at;
import static io.oddsupdate.mirror.MirroredRecords.encode;
import static io.oddsupdate.mirror.MirroredRecords.internalSchema;
import static io.oddsupdate.mirror.MirroredRecords.record;
import static io.oddsupdate.mirror.MirroredRecords.update;
import static io.oddsupdate.mirror.MirroredRecords.withField;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A registry that does not answer says nothing about a record: the mirror waits. */
@Timeout(60)
class RegistryWaitTest {
  @Test
  void waitsForTheRegistryAndThenPasses()
      throws InterruptedException, ExecutionException, TimeoutException {
    try (RegistryFake down = RegistryFake.deployed()) {
      // Given a registry that answers nothing
      down.silent(true);
      ProjectionTransform patient = MirroredRecords.transform(down, Set.of());
      byte[] value = update(down, 5);
      CompletableFuture<SourceRecord> shown =
          CompletableFuture.supplyAsync(() -> patient.apply(record(value)));
      await(() -> down.questions() >= 3);
      assertThat(shown).isNotDone();
      assertThat(ProjectionMetrics.waiting()).isEqualTo(1);

      // When it comes back
      down.silent(false);

      // Then the record crosses
      assertThat(shown.get(20, TimeUnit.SECONDS).value()).isInstanceOf(byte[].class);
      assertThat(ProjectionMetrics.waiting()).isZero();
    }
  }

  @Test
  void aSchemaThatItHasNotMetWaitsForARegistryThatIsLostMidRun()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    try (RegistryFake lost = RegistryFake.deployed()) {
      // Given a mirror that has shown a record, and then loses the registry
      ProjectionTransform patient = MirroredRecords.transform(lost, Set.of(ADDRESS));
      patient.apply(at(41, update(lost, 1)));
      lost.silent(true);
      int before = lost.questions();

      // When records of the schema that it has met come, and one of a newer writer
      Schema newer = withField(internalSchema(), "margin_secret");
      Canaries canaries = new Canaries(7);
      byte[] value = encode(lost.register("newer", newer), canaries.record(newer));
      SourceRecord known = patient.apply(at(41, update(lost, 2)));
      CompletableFuture<SourceRecord> unknown =
          CompletableFuture.supplyAsync(() -> patient.apply(record(value)));

      // Then the former cross and the latter waits: a skip of it is not even looked at
      assertThat(known.value()).isInstanceOf(byte[].class);
      await(() -> lost.questions() >= before + 3);
      assertThat(unknown).isNotDone();
      lost.silent(false);
      byte[] shown = (byte[]) unknown.get(20, TimeUnit.SECONDS).value();
      assertThat(Canaries.holds(shown, canaries.byPath().get("update_id").get(0))).isTrue();
      assertThat(Canaries.holds(shown, canaries.byPath().get("margin_secret").get(0))).isFalse();
    }
  }

  @Test
  void anInterruptEndsTheWait() throws InterruptedException {
    try (RegistryFake down = RegistryFake.deployed()) {
      down.silent(true);
      ProjectionTransform patient = MirroredRecords.transform(down, Set.of());
      byte[] value = update(down, 5);
      CompletableFuture<Throwable> outcome = new CompletableFuture<>();
      Thread task =
          new Thread(
              () -> {
                try {
                  patient.apply(record(value));
                  outcome.complete(null);
                } catch (ConnectException e) {
                  outcome.complete(e);
                }
              });
      task.start();
      await(() -> down.questions() >= 2);

      task.interrupt();

      task.join(10_000);
      assertThat(outcome).isCompletedWithValueMatching(e -> e instanceof ConnectException);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
