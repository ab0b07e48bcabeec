package io.oddsupdate.quant;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Material beside the repository (system property {@code odds.shared}), where it is present. */
public final class Shared {
  private Shared() {}

  /** The text of a file of it; the test is skipped where it is absent. */
  public static String read(String file) throws IOException {
    Path path = folder().resolve(file);
    assumeTrue(Files.exists(path), "skipped: " + path + " is not here");
    return Files.readString(path);
  }

  /** The past games of it; the test is skipped where one of the files is absent. */
  public static Archive archive(DataFile... needed) {
    Archive archive = new Archive(data());
    for (DataFile file : needed) {
      assumeTrue(archive.has(file), "skipped: " + file.name() + " is not in " + data());
    }
    return archive;
  }

  /** The folder of past games, there or not. */
  public static Path data() {
    return folder().resolve("data");
  }

  private static Path folder() {
    String configured = System.getProperty("odds.shared");
    if (configured != null) {
      return Path.of(configured);
    }
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("schemas/topics.yaml"))) {
      root = root.getParent();
    }
    return root == null ? Path.of("shared") : root.resolveSibling("shared");
  }
}
