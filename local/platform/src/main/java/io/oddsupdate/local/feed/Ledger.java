package io.oddsupdate.local.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.local.feed.LedgerEntry.Answered;
import io.oddsupdate.local.feed.LedgerEntry.Commanded;
import io.oddsupdate.local.feed.LedgerEntry.Finished;
import io.oddsupdate.local.feed.LedgerEntry.Registered;
import io.oddsupdate.local.feed.PushAnswer.Acknowledged;
import io.oddsupdate.local.simulator.TimedPush.ListedAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the adapter acknowledged, written by nobody but the side that pushed: the proof's only
 * witness that does not come out of the platform. Every entry is a line of JSON in a file before it
 * counts, so that a run that resumes goes on where the last one stopped. Thread-safe.
 */
public final class Ledger implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Writer file;
  private final Map<String, Registered> games = new TreeMap<>();
  private final Map<String, Integer> nextPush = new HashMap<>();
  private final Map<String, List<ListedAction>> finalLists = new TreeMap<>();
  private final Set<Acknowledged> accepted = new HashSet<>();
  private final List<Answered> deadLetters = new ArrayList<>();
  private final List<Answered> refusals = new ArrayList<>();
  private final List<Answered> surprises = new ArrayList<>();
  private final List<Commanded> commands = new ArrayList<>();
  private final Set<String> badInput = new HashSet<>();
  private long pushes;
  private long retries;
  private long sent;
  private long duplicates;
  private long deadLettered;

  private Ledger(Writer file) {
    this.file = file;
  }

  /**
   * Opens the file, with what it holds. A last line that a crash cut short is dropped.
   *
   * @throws IllegalArgumentException where another line cannot be read
   */
  public static Ledger open(Path path) {
    try {
      List<LedgerEntry> kept = new ArrayList<>();
      if (Files.exists(path)) {
        kept = read(path);
      } else {
        Files.createDirectories(path.toAbsolutePath().getParent());
      }
      // Rewritten without the part of a line that a crash may have left.
      Path clean = path.resolveSibling(path.getFileName() + ".opening");
      try (Writer writer = Files.newBufferedWriter(clean, StandardCharsets.UTF_8)) {
        for (LedgerEntry entry : kept) {
          writer.write(line(entry));
        }
      }
      Files.move(clean, path, StandardCopyOption.REPLACE_EXISTING);
      Ledger ledger =
          new Ledger(
              Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.APPEND));
      kept.forEach(ledger::count);
      return ledger;
    } catch (IOException e) {
      throw new UncheckedIOException("ledger " + path + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static List<LedgerEntry> read(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        entries.add(JSON.readValue(lines.get(i), LedgerEntry.class));
      } catch (JsonProcessingException e) {
        if (i < lines.size() - 1) {
          throw new IllegalArgumentException(
              "ledger " + path + ", line " + (i + 1) + " cannot be read: delete the data folder",
              e);
        }
      }
    }
    return entries;
  }

  /** Writes the entry and counts it. */
  public synchronized void add(LedgerEntry entry) {
    try {
      file.write(line(entry));
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("ledger cannot be written: " + e.getMessage(), e);
    }
    count(entry);
  }

  private static String line(LedgerEntry entry) throws JsonProcessingException {
    // Through the interface, so that the line names its type.
    return JSON.writerFor(LedgerEntry.class).writeValueAsString(entry) + "\n";
  }

  private void count(LedgerEntry entry) {
    if (entry instanceof Registered game) {
      games.putIfAbsent(game.vendorGameId(), game);
    } else if (entry instanceof Answered answered) {
      count(answered);
    } else if (entry instanceof Commanded command) {
      commands.add(command);
    } else if (entry instanceof Finished finished) {
      finalLists.put(finished.vendorGameId(), List.copyOf(finished.finalList()));
    }
  }

  private void count(Answered answer) {
    pushes++;
    retries += answer.attempts() - 1;
    if (answer.index() >= 0) {
      nextPush.merge(answer.vendorGameId(), answer.index() + 1, Math::max);
    } else {
      badInput.add(answer.webhookId());
    }
    if (answer.status() == 202) {
      long known = answer.accepted().stream().filter(event -> !accepted.add(event)).count();
      duplicates += answer.duplicates() + known;
      sent += answer.listed() + answer.deletions();
    } else {
      refusals.add(answer);
    }
    if (!answer.deadLettered().isEmpty()) {
      sent += answer.deadLettered().size();
      deadLettered += answer.deadLettered().size();
      deadLetters.add(answer);
    }
    boolean adds =
        answer.status() != 202
            || !answer.deadLettered().isEmpty()
            || answer.accepted().size() + answer.duplicates()
                == answer.listed() + answer.deletions();
    if (!answer.expected() || !adds) {
      surprises.add(answer);
    }
  }

  /** Index of the game's first push that was not answered yet. */
  synchronized int nextPush(String vendorGameId) {
    return nextPush.getOrDefault(vendorGameId, 0);
  }

  synchronized boolean isRegistered(String vendorGameId) {
    return games.containsKey(vendorGameId);
  }

  synchronized boolean isFinished(String vendorGameId) {
    return finalLists.containsKey(vendorGameId);
  }

  /** Whether bad input of this name was answered. */
  synchronized boolean hasAnswer(String webhookId) {
    return badInput.contains(webhookId);
  }

  /** The last command that was given to the game, empty for none. */
  synchronized String lastCommand(String gameId) {
    String last = "";
    for (Commanded command : commands) {
      last = command.gameId().equals(gameId) ? command.command() : last;
    }
    return last;
  }

  /**
   * What was counted so far.
   *
   * @param pushes answered for good, bad ones included
   * @param retries attempts beyond the first
   * @param sent actions, deletions and unusable payloads that were sent
   * @param accepted distinct events acknowledged
   * @param duplicates actions that the raw log already had
   * @param deadLettered payloads that went to the dead letters
   * @param acceptedEvents each is in the raw log exactly once
   * @param refusals answers that were no 202
   * @param surprises answers that their pushes should not have got; empty in a sound run
   * @param games by the vendor's game id
   * @param finalLists of finished games, by the vendor's game id
   */
  public record Snapshot(
      long pushes,
      long retries,
      long sent,
      long accepted,
      long duplicates,
      long deadLettered,
      Set<Acknowledged> acceptedEvents,
      List<Answered> deadLetters,
      List<Answered> refusals,
      List<Answered> surprises,
      List<Commanded> commands,
      Map<String, Registered> games,
      Map<String, List<ListedAction>> finalLists) {}

  public synchronized Snapshot snapshot() {
    return new Snapshot(
        pushes,
        retries,
        sent,
        accepted.size(),
        duplicates,
        deadLettered,
        Set.copyOf(accepted),
        List.copyOf(deadLetters),
        List.copyOf(refusals),
        List.copyOf(surprises),
        List.copyOf(commands),
        Map.copyOf(games),
        Map.copyOf(finalLists));
  }

  /** The counts alone; cheap. */
  synchronized FeedProgress progress(long behindMs, List<FeedProgress.Game> running) {
    return new FeedProgress(
        pushes,
        accepted.size(),
        duplicates,
        deadLettered,
        retries,
        finalLists.size(),
        behindMs,
        running);
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("ledger cannot be closed: " + e.getMessage(), e);
    }
  }
}
