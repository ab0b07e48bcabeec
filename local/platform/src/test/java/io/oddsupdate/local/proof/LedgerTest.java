package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.local.feed.LedgerEntry.Answered;
import io.oddsupdate.local.feed.PushAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir Path folder;

  @Test
  void readsWhatTheFeedWroteEachEventOnce() throws IOException {
    Path file = folder.resolve("ledger.jsonl");
    try (io.oddsupdate.local.feed.Ledger feed = io.oddsupdate.local.feed.Ledger.open(file)) {
      feed.add(answer(0, new PushAnswer.Acknowledged("v:1:1", 5)));
      feed.add(
          answer(
              1, new PushAnswer.Acknowledged("v:1:1", 5), new PushAnswer.Acknowledged("v:1:1", 6)));
    }

    assertThat(Ledger.of(file).read())
        .containsExactly(new Acknowledged("v:1:1", 5), new Acknowledged("v:1:1", 6));
  }

  @Test
  void ignoresALastLineThatWasCutShort() throws IOException {
    Path file = folder.resolve("ledger.jsonl");
    Files.writeString(file, "{\"accepted\":[{\"eventId\":\"a\",\"revision\":1}]}\n{\"accep");

    assertThat(Ledger.of(file).read()).containsExactly(new Acknowledged("a", 1));
  }

  @Test
  void namesTheLineThatItCannotRead() throws IOException {
    Path file = folder.resolve("ledger.jsonl");
    Files.writeString(file, "{}\n{\"accepted\":[{\"eventId\":7}]}\n{}\n");

    assertThatThrownBy(() -> Ledger.of(file).read()).hasMessageContaining("line 2");

    Files.writeString(file, "no json\n{}\n", StandardOpenOption.TRUNCATE_EXISTING);
    assertThatThrownBy(() -> Ledger.of(file).read()).hasMessageContaining("line 1");
  }

  @Test
  void isEmptyWhereNothingWasPushed() throws IOException {
    assertThat(Ledger.of(folder.resolve("none")).read()).isEmpty();
  }

  private static Answered answer(int index, PushAnswer.Acknowledged... accepted) {
    return new Answered(
        "1",
        index,
        "msg-" + index,
        "LIST",
        1,
        202,
        "",
        true,
        accepted.length,
        0,
        List.of(accepted),
        0,
        List.of());
  }
}
