package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HopDiffTest {
  private static final Entry A = entry("a", "1");
  private static final Entry B = entry("b", "1");

  @Test
  void twoEqualMultisetsAreClean() {
    HopDiff diff = HopDiff.compare(List.of(A, B, B), List.of(B, A, B));

    assertThat(diff.clean()).isTrue();
    assertThat(diff.records()).isEqualTo(3);
  }

  @Test
  void aRecordThatIsNotThereIsMissing() {
    HopDiff diff = HopDiff.compare(List.of(A, B), List.of(A));

    assertThat(diff.findings())
        .extracting(Finding::kind, Finding::identity)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Finding.Kind.MISSING, "b"));
  }

  @Test
  void aRecordThatIsThereTwiceIsExtraOnce() {
    HopDiff diff = HopDiff.compare(List.of(A), List.of(A, A));

    assertThat(List.of(diff.missing(), diff.extra(), diff.different())).containsExactly(0L, 1L, 0L);
  }

  @Test
  void anAlteredCopyBesideTheOriginalIsExtra() {
    HopDiff diff = HopDiff.compare(List.of(A), List.of(entry("a", "2"), A));

    assertThat(List.of(diff.missing(), diff.extra(), diff.different())).containsExactly(0L, 1L, 0L);
  }

  @Test
  void aRecordThatSaysSomethingElseIsDifferentAndTheDetailNamesTheField() {
    HopDiff diff = HopDiff.compare(List.of(A), List.of(entry("a", "2")));

    assertThat(diff.different()).isEqualTo(1);
    assertThat(diff.findings().get(0).detail()).isEqualTo("value: expected 1, found 2");
  }

  @Test
  void bytesThatDifferAreExplainedByWhatTheyMean() {
    Entry wanted = Entry.of("a", Map.of("value", json("{'p':{'price':19100},'x':[1,2]}")), "");
    Entry found = Entry.of("a", Map.of("value", json("{'p':{'price':19200},'x':[1,3]}")), "");

    assertThat(HopDiff.compare(List.of(wanted), List.of(found)).findings().get(0).detail())
        .isEqualTo("value.p.price: expected 19100, found 19200; value.x[1]: expected 2, found 3");
  }

  @Test
  void aRecordOfALaneThatOvertakesAnotherIsDifferent() {
    Entry first = new Entry("1", Map.of(), "t-0@1", "game", 0);
    Entry second = new Entry("2", Map.of(), "t-0@0", "game", 0);
    Entry ofAnotherGame = new Entry("3", Map.of(), "t-1@0", "other", 1);

    assertThat(
            HopDiff.compare(
                    List.of(first, second, ofAnotherGame), List.of(ofAnotherGame, first, second))
                .clean())
        .isTrue();
    assertThat(
            HopDiff.compare(
                    List.of(first, second, ofAnotherGame), List.of(second, first, ofAnotherGame))
                .different())
        .isEqualTo(1);
  }

  @Test
  void aRecordThatStraysIntoAnotherPartitionThanItsLaneIsDifferent() {
    Entry first = new Entry("1", Map.of(), "t-0@1", "game", 0);
    Entry stray = new Entry("2", Map.of(), "t-1@0", "game", 1);

    assertThat(HopDiff.compare(List.of(first, stray), List.of(first, stray)).different())
        .isEqualTo(1);
  }

  @Test
  void everythingIsCountedButOnlyTheFirstFindingsAreKept() {
    List<Entry> many = IntStream.range(0, 500).mapToObj(i -> entry("e" + i, "1")).toList();

    HopDiff diff = HopDiff.compare(many, List.of());

    assertThat(diff.missing()).isEqualTo(500);
    assertThat(diff.findings()).hasSizeLessThan(50);
  }

  private static Entry entry(String identity, String value) {
    return Entry.of(identity, Map.of("value", value), "somewhere");
  }

  private static Bytes json(String text) {
    return new Bytes(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), HopDiffTest::parse);
  }

  private static Optional<JsonNode> parse(byte[] bytes) {
    try {
      return Optional.of(new ObjectMapper().readTree(bytes));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
