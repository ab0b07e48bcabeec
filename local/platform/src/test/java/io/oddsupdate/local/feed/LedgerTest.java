package io.oddsupdate.local.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.local.feed.PushAnswer.Acknowledged;
import io.oddsupdate.local.simulator.TimedPush.ListedAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir private Path folder;

  private static LedgerEntry.Answered answer(
      int index, int listed, int deletions, int duplicates, Acknowledged... accepted) {
    return new LedgerEntry.Answered(
        "0022600001",
        index,
        "msg_" + index,
        "LIST",
        1,
        202,
        "",
        true,
        listed,
        deletions,
        List.of(accepted),
        duplicates,
        List.of());
  }

  private static Acknowledged event(int number, long revision) {
    return new Acknowledged("nba-livedata:0022600001:" + number, revision);
  }

  @Test
  void isTheSameAfterItWasOpenedAgain() {
    Path file = folder.resolve("data/ledger.jsonl");
    Ledger.Snapshot before;
    try (Ledger ledger = Ledger.open(file)) {
      ledger.add(new LedgerEntry.Registered("0022600001", "nba-20261201-ash-bri", 0, 0));
      ledger.add(answer(0, 2, 0, 0, event(1, 10), event(2, 10)));
      ledger.add(new LedgerEntry.Commanded("nba-20261201-ash-bri", "suspend"));
      ledger.add(
          new LedgerEntry.Finished("0022600001", List.of(new ListedAction(1, 10_000, 1000))));
      before = ledger.snapshot();
    }

    try (Ledger ledger = Ledger.open(file)) {
      assertThat(ledger.snapshot()).isEqualTo(before);
      assertThat(ledger.nextPush("0022600001")).isEqualTo(1);
      assertThat(ledger.isFinished("0022600001")).isTrue();
      assertThat(ledger.lastCommand("nba-20261201-ash-bri")).isEqualTo("suspend");
      assertThat(before.finalLists().get("0022600001"))
          .containsExactly(new ListedAction(1, 10_000, 1000));
    }
  }

  @Test
  void dropsALastLineThatACrashCutShort() throws IOException {
    Path file = folder.resolve("ledger.jsonl");
    try (Ledger ledger = Ledger.open(file)) {
      ledger.add(answer(0, 1, 0, 0, event(1, 10)));
    }
    Files.writeString(file, "{\"type\":\"answ", StandardOpenOption.APPEND);

    try (Ledger ledger = Ledger.open(file)) {
      ledger.add(answer(1, 1, 0, 1));
    }
    try (Ledger ledger = Ledger.open(file)) {
      assertThat(ledger.snapshot().pushes()).isEqualTo(2);
      assertThat(ledger.nextPush("0022600001")).isEqualTo(2);
    }
  }

  @Test
  void refusesALineInTheMiddleThatItCannotRead() throws IOException {
    Path file = folder.resolve("ledger.jsonl");
    try (Ledger ledger = Ledger.open(file)) {
      ledger.add(answer(0, 1, 0, 0, event(1, 10)));
    }
    Files.writeString(file, "nonsense\n" + Files.readString(file));

    assertThatThrownBy(() -> Ledger.open(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void countsAnEventThatIsAcknowledgedAgainAsADuplicate() {
    try (Ledger ledger = Ledger.open(folder.resolve("ledger.jsonl"))) {
      ledger.add(answer(0, 2, 0, 0, event(1, 10), event(2, 10)));
      ledger.add(answer(1, 2, 0, 0, event(1, 10), event(2, 10)));

      Ledger.Snapshot snapshot = ledger.snapshot();
      assertThat(snapshot.accepted()).isEqualTo(2);
      assertThat(snapshot.duplicates()).isEqualTo(2);
      assertThat(snapshot.sent()).isEqualTo(4);
      assertThat(snapshot.surprises()).isEmpty();
    }
  }

  @Test
  void anAnswerThatLeavesAnActionOutIsASurprise() {
    try (Ledger ledger = Ledger.open(folder.resolve("ledger.jsonl"))) {
      ledger.add(answer(0, 3, 0, 1, event(1, 10)));

      assertThat(ledger.snapshot().surprises()).hasSize(1);
    }
  }

  @Test
  void aDeletionIsCountedAsSent() {
    try (Ledger ledger = Ledger.open(folder.resolve("ledger.jsonl"))) {
      ledger.add(answer(0, 1, 1, 1, event(7, 11)));

      assertThat(ledger.snapshot().sent()).isEqualTo(2);
      assertThat(ledger.snapshot().surprises()).isEmpty();
    }
  }
}
