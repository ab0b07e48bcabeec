package io.oddsupdate.quant.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A folder of past games. Remembers what was read of it, so that a fit can name its origins. */
public final class Archive {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PACKED = ".gz";
  private static final String TABLES = "vectors";

  private final Path folder;
  private final Map<String, String> digests = new TreeMap<>();

  public Archive(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  public boolean has(DataFile file) {
    return Files.isRegularFile(path(file));
  }

  /**
   * The names of the files whose name begins and ends so, in the order of the alphabet.
   *
   * @param beginning such as {@code epl/statsbomb_events_}
   */
  public List<String> names(String beginning, String end) {
    Path first = folder.resolve(beginning);
    if (!Files.isDirectory(first.getParent())) {
      return List.of();
    }
    String league = beginning.substring(0, beginning.lastIndexOf('/') + 1);
    try (Stream<Path> files = Files.list(first.getParent())) {
      return files
          .map(file -> league + file.getFileName())
          .filter(name -> name.startsWith(beginning) && name.endsWith(end))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** In a folder for each league, or all tables of published figures in a folder beside it. */
  private Path path(DataFile file) {
    Path inside = folder.resolve(file.name());
    return Files.isRegularFile(inside)
        ? inside
        : folder.resolveSibling(TABLES).resolve(inside.getFileName());
  }

  /**
   * @throws UnreadableDataException where one is missing: names each of them, where to get it, and
   *     its format
   */
  public void require(List<DataFile> files) {
    List<DataFile> missing = files.stream().filter(file -> !has(file)).toList();
    if (!missing.isEmpty()) {
      throw UnreadableDataException.missing(missing, folder.toString());
    }
  }

  /** SHA-256 of each file that was read, as it lies in the folder, by name. */
  public Map<String, String> digests() {
    return new TreeMap<>(digests);
  }

  /**
   * @throws UnreadableDataException where it is missing or no JSON
   */
  public JsonNode json(DataFile file) {
    try {
      return JSON.readTree(read(file));
    } catch (JsonProcessingException malformed) {
      throw UnreadableDataException.malformed(
          file, "is no JSON: " + malformed.getOriginalMessage(), malformed);
    } catch (IOException unreadable) {
      throw UnreadableDataException.malformed(
          file, "cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /**
   * @throws UnreadableDataException where it is missing or has no header
   */
  public CsvTable csv(DataFile file) {
    return CsvTable.of(file, new String(read(file), StandardCharsets.UTF_8));
  }

  private byte[] read(DataFile file) {
    require(List.of(file));
    try {
      byte[] bytes = Files.readAllBytes(path(file));
      digests.put(file.name(), sha256(bytes));
      if (!file.name().endsWith(PACKED)) {
        return bytes;
      }
      try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return unpacked.readAllBytes();
      }
    } catch (IOException unreadable) {
      throw UnreadableDataException.malformed(
          file, "cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
