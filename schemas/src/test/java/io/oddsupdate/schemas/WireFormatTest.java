package io.oddsupdate.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.avro.deadletter.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WireFormatTest {
  private static final DeadLetter LETTER =
      DeadLetter.newBuilder()
          .setReason("malformed_json")
          .setDetail("game: expected an object")
          .setSource("nba-livedata")
          .setBytes(ByteBuffer.wrap("{".getBytes(StandardCharsets.UTF_8)))
          .setLength(1)
          .setSha256("021fb596db81e6d02bf3d2586ee3981fe519f275c0ac9ca76bbcf2ebb4097d96")
          .setAt(Instant.ofEpochMilli(1_700_000_000_123L))
          .build();

  @Test
  void decodesWhatItEncoded() throws Exception {
    byte[] bytes = WireFormat.encode(258, LETTER);

    assertThat(WireFormat.schemaId(bytes)).isEqualTo(258);
    assertThat(WireFormat.decode(bytes, DeadLetter.getClassSchema(), DeadLetter.class))
        .isEqualTo(LETTER);
  }

  @Test
  void startsWithTheMagicByteAndTheIdInFourBytes() {
    assertThat(Arrays.copyOf(WireFormat.encode(258, LETTER), 5)).containsExactly(0, 0, 0, 1, 2);
  }

  @Test
  void givesTheSameBytesForTheSameRecord() {
    assertThat(WireFormat.encode(7, LETTER)).isEqualTo(WireFormat.encode(7, LETTER));
  }

  @Test
  void refusesBytesThatAreNoRecord() {
    assertThatThrownBy(() -> WireFormat.schemaId(new byte[] {0, 0, 0}))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("5 bytes");
    assertThatThrownBy(() -> WireFormat.schemaId("{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("magic byte");
    assertThatThrownBy(() -> WireFormat.schemaId(null)).isInstanceOf(UndecodableException.class);
  }

  @Test
  void refusesARecordThatIsCutOffOrTooLong() {
    byte[] bytes = WireFormat.encode(1, LETTER);

    assertThatThrownBy(() -> decode(Arrays.copyOf(bytes, bytes.length - 3)))
        .isInstanceOf(UndecodableException.class);
    assertThatThrownBy(() -> decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("bytes remain");
  }

  private static DeadLetter decode(byte[] bytes) throws UndecodableException {
    return WireFormat.decode(bytes, DeadLetter.getClassSchema(), DeadLetter.class);
  }
}
