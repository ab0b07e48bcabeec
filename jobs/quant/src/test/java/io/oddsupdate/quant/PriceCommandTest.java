package io.oddsupdate.quant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command in a process of its own. */
@Timeout(120)
class PriceCommandTest {
  private static Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                QuantCli.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  @Test
  void talksThroughPipesLineByLine() throws IOException, InterruptedException {
    Process process = start("price");
    try (BufferedWriter questions = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
      // When each question is asked only after the answer to the one before
      for (int american = 100; american <= 300; american += 100) {
        questions.write("{\"op\":\"convert\",\"american\":" + american + "}\n");
        questions.flush();
        assertThat(answers.readLine()).contains("\"decimal\":" + (1 + american / 100.0));
      }
      questions.close();
      assertThat(answers.readLine()).isNull();
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void showsExamplesAndRefusesWhatItDoesNotKnow() throws IOException, InterruptedException {
    Process help = start("price", "--help");
    String shown = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(help.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(help.exitValue()).isZero();
    assertThat(shown).contains("\"op\":\"devig\"", "\"op\":\"score_grid\"", "\"op\":\"price\"");

    Process unknown = start("price", "--modles", "x");
    assertThat(unknown.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(unknown.exitValue()).isEqualTo(2);
  }

  @Test
  void refusesAFolderOfModelsThatIsNone() throws IOException, InterruptedException {
    Process process = start("price", "--models", "/no/such/folder");
    String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(error).contains("--models must be a folder, got /no/such/folder");
  }
}
