package io.oddsupdate.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.adapter.AdapterSecrets;
import io.oddsupdate.adapter.http.WebhookSignature;
import io.oddsupdate.schemas.UndecodableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code dead-letters replay}: sends the stored bytes to the adapter again, signed, oldest first. A
 * letter counts as replayed once the adapter has answered for good; one that is refused again is a
 * new letter. Ends at the first 503, so that the order holds.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Sends dead letters to the adapter again, oldest first.")
public final class DeadLettersReplayCommand implements Callable<Integer> {
  /** A letter was refused again, or the adapter did not answer. */
  public static final int EXIT_INCOMPLETE = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;

  @Mixin private CoreOptions core;

  @Mixin private LetterFilter filter;

  @Option(
      names = "--adapter.url",
      defaultValue = "http://127.0.0.1:${env:ADAPTER_PORT:-8088}",
      description = "the adapter (default: ${DEFAULT-VALUE})")
  private String adapterUrl;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private int replayed;
  private int refused;
  private int cut;
  private int accepted;
  private int duplicates;
  private boolean unavailable;

  @Override
  public Integer call() throws UndecodableException {
    PrintWriter out = spec.commandLine().getOut();
    try (LetterBox box = new LetterBox(core)) {
      for (TopicPartition partition : box.partitions()) {
        replay(box, partition, out);
      }
    }
    out.printf(
        "replayed=%d accepted_events=%d duplicates=%d refused_again=%d cut=%d%n",
        replayed, accepted, duplicates, refused, cut);
    out.flush();
    return unavailable || refused > 0 ? EXIT_INCOMPLETE : 0;
  }

  private void replay(LetterBox box, TopicPartition partition, PrintWriter out)
      throws UndecodableException {
    Replayed before = box.replayed(partition);
    List<StoredLetter> waiting = new ArrayList<>();
    List<Long> letters = new ArrayList<>();
    long end =
        box.read(
            partition,
            before.before(),
            stored -> {
              if (!before.has(stored.offset())) {
                letters.add(stored.offset());
                if (filter.takes(stored)) {
                  waiting.add(stored);
                }
              }
              return true;
            });
    Replayed now = before;
    for (StoredLetter stored : waiting) {
      if (!stored.whole()) {
        cut++;
        out.printf("%s cut: only its head was kept, it cannot be replayed%n", place(stored));
      } else if (send(stored, out)) {
        letters.remove(stored.offset());
        now = now.with(stored.offset());
        // Offsets between letters are commit markers: there is nothing to replay below the first.
        now = now.from(letters.isEmpty() ? end : Math.min(letters.get(0), end));
        box.remember(partition, now);
      } else {
        unavailable = true;
        return;
      }
    }
  }

  /** True if the adapter answered for good. */
  private boolean send(StoredLetter stored, PrintWriter out) {
    byte[] body = stored.bytes();
    // The same name on every attempt: an attempt whose answer was lost is not taken twice.
    String id =
        "replay-%d-%d-%s"
            .formatted(
                stored.partition(), stored.offset(), stored.letter().getSha256().substring(0, 12));
    String vendor = stored.letter().getSource();
    String timestamp = Long.toString(System.currentTimeMillis() / 1000);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(adapterUrl + "/v1/feeds/" + vendor + "/events"))
            .timeout(TIMEOUT)
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header(
                "webhook-signature",
                WebhookSignature.sign(
                    AdapterSecrets.webhooks(System.getenv(), vendor), id, timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return report(stored, answer.statusCode(), JSON.readTree(answer.body()), out);
    } catch (IOException e) {
      out.printf("%s no answer from %s: %s%n", place(stored), adapterUrl, e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean report(StoredLetter stored, int status, JsonNode answer, PrintWriter out) {
    if (status == 202) {
      replayed++;
      accepted += answer.path("accepted").size();
      duplicates += answer.path("duplicates").asInt();
      out.printf(
          "%s accepted: %d events, %d duplicates%n",
          place(stored), answer.path("accepted").size(), answer.path("duplicates").asInt());
      return true;
    }
    out.printf("%s answered %d: %s%n", place(stored), status, answer.path("detail").asText());
    if (answer.path("dead_lettered").isEmpty()) {
      // Refused without a trace: nothing holds the bytes but this letter.
      return false;
    }
    replayed++;
    refused++;
    return true;
  }

  private static String place(StoredLetter stored) {
    return stored.partition() + ":" + stored.offset();
  }
}
