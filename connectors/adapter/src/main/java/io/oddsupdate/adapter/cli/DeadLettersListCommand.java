package io.oddsupdate.adapter.cli;

import io.oddsupdate.schemas.UndecodableException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dead-letters list}: one line a letter, oldest first. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists dead letters, oldest first.")
public final class DeadLettersListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private CoreOptions core;

  @Mixin private LetterFilter filter;

  @Override
  public Integer call() throws UndecodableException {
    PrintWriter out = spec.commandLine().getOut();
    try (LetterBox box = new LetterBox(core)) {
      for (TopicPartition partition : box.partitions()) {
        Replayed replayed = box.replayed(partition);
        box.read(
            partition,
            0,
            stored -> {
              if (filter.takes(stored)) {
                print(out, stored, replayed.has(stored.offset()));
              }
              return true;
            });
      }
    }
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, StoredLetter stored, boolean replayed) {
    out.printf(
        "%s %d:%d vendor=%s reason=%s game=%s bytes=%d %s \"%s\"%n",
        stored.letter().getAt(),
        stored.partition(),
        stored.offset(),
        stored.letter().getSource(),
        stored.letter().getReason(),
        stored.vendorGameId().isEmpty() ? "-" : stored.vendorGameId(),
        stored.letter().getLength(),
        replayed ? "replayed" : stored.whole() ? "waiting" : "cut",
        stored.letter().getDetail());
  }
}
