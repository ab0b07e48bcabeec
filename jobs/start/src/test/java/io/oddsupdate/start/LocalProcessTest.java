package io.oddsupdate.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LocalProcessTest {
  @TempDir private Path folder;

  /** A job that leaves a thread behind, as a local cluster does, and ends in one of two ways. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      new Thread(Child::stayForEver).start();
      LocalProcess.run(
          new Configuration(),
          flink -> {
            if (args[0].equals("fails")) {
              throw new IOException("the failure that the test asked for");
            }
          });
    }

    private static void stayForEver() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "returns, 0, job=ended exit_code=0",
    "fails, 1, job=failed exit_code=1",
    "fails, 1, the failure that the test asked for"
  })
  void theProcessEndsWithTheJobWhateverThreadsAreLeft(String job, int status, String said)
      throws IOException, InterruptedException {
    Path log = folder.resolve("child.log");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                job)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(child.waitFor(40, TimeUnit.SECONDS)).as("it ended").isTrue();

      assertThat(child.exitValue()).isEqualTo(status);
      assertThat(Files.readString(log)).contains(said);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }
}
