package io.oddsupdate.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCacheTest {
  @TempDir Path folder;

  @Test
  void leavesNoEntryBehindAFillThatFails() throws Exception {
    MachineCache cache = new MachineCache(folder);
    assertThatThrownBy(
            () ->
                cache.entry(
                    "engine",
                    into -> {
                      Files.writeString(into.resolve("half"), "");
                      throw new IOException("no network");
                    }))
        .hasMessage("no network");
    assertThat(cache.has("engine")).isFalse();

    Path entry = cache.entry("engine", into -> Files.writeString(into.resolve("whole"), ""));

    assertThat(entry).isDirectoryContaining(file -> file.endsWith("whole"));
    assertThat(entry.resolve("half")).doesNotExist();
  }

  @Test
  void fillsAnEntryOnce() throws Exception {
    MachineCache cache = new MachineCache(folder);
    cache.entry("engine", into -> Files.writeString(into.resolve("whole"), ""));

    Path again =
        cache.entry(
            "engine",
            into -> {
              throw new IOException("filled twice");
            });

    assertThat(again.resolve("whole")).exists();
  }
}
