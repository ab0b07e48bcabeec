package io.oddsupdate.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;

class Lz4BlockTest {
  @Test
  void readsWhatTheReferenceImplementationWrites() throws Exception {
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 14, 15, 300, 70_000}) {
      byte[] content = new byte[size];
      for (int i = 0; i < size; i++) {
        // A third of it repeats what came before, some of it overlapping.
        content[i] = i > 4 && random.nextInt(3) == 0 ? content[i - 4] : (byte) random.nextInt(8);
      }
      byte[] block = LZ4Factory.safeInstance().fastCompressor().compress(content);

      assertThat(Lz4Block.decompress(block, size)).isEqualTo(content);
    }
  }

  @Test
  void refusesABlockThatIsNotWhatItAnnounces() {
    byte[] content = "abcabcabcabcabcabcabcabc".getBytes(StandardCharsets.UTF_8);
    byte[] block = LZ4Factory.safeInstance().fastCompressor().compress(content);

    assertThatThrownBy(() -> Lz4Block.decompress(block, content.length + 1))
        .isInstanceOf(MalformedBlockException.class);
    assertThatThrownBy(
            () -> Lz4Block.decompress(Arrays.copyOf(block, block.length - 2), content.length))
        .isInstanceOf(MalformedBlockException.class);
  }
}
