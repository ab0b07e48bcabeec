package io.oddsupdate.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The one list of topics, {@code topics.yaml}, with every league filled in. */
public record Topics(List<Topic> all) {
  public static final String DEAD_LETTERS_INGEST = "dead-letters.ingest";
  public static final String DEAD_LETTERS_ODDS = "dead-letters.odds";

  /**
   * @param name the topic's name, league filled in
   * @param cluster {@code core} or {@code edge}
   * @param retentionHours -1 keeps for ever
   * @param schemaPath the Avro file of the value, under {@code avro/}
   * @param compatibility the rule of the subject {@code <name>-value}
   */
  public record Topic(
      String name,
      String cluster,
      int partitions,
      long retentionHours,
      String schemaPath,
      String compatibility,
      List<String> writes,
      List<String> reads) {

    public String subject() {
      return name + "-value";
    }

    /** The schema of the topic's values. */
    public Schema schema() {
      try (InputStream in = resource("/avro/" + schemaPath + ".avsc")) {
        return new Schema.Parser().parse(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Entry(
      @JsonProperty("name") String name,
      @JsonProperty("cluster") String cluster,
      @JsonProperty("partitions") int partitions,
      @JsonProperty("retention_hours") long retentionHours,
      @JsonProperty("schema") String schema,
      @JsonProperty("compatibility") String compatibility,
      @JsonProperty("writes") List<String> writes,
      @JsonProperty("reads") List<String> reads) {}

  private record Document(
      @JsonProperty("leagues") List<String> leagues, @JsonProperty("topics") List<Entry> topics) {}

  public static String raw(String league) {
    return "raw.events." + league;
  }

  public static String internal(String league) {
    return "odds.updates.internal." + league;
  }

  public static String decisions(String league) {
    return "odds.decisions." + league;
  }

  /** What the league's shadow version says of the same events. */
  public static String shadow(String league) {
    return "odds.shadow." + league;
  }

  public static String publicUpdates(String league) {
    return "odds.updates.public." + league;
  }

  /** Reads the list that is packaged with this class. */
  public static Topics load() {
    try (InputStream in = resource("/topics.yaml")) {
      Document document = new ObjectMapper(new YAMLFactory()).readValue(in, Document.class);
      List<Topic> all = new ArrayList<>();
      for (Entry entry : document.topics()) {
        for (String league : leaguesOf(entry, document.leagues())) {
          all.add(
              new Topic(
                  entry.name().replace("{league}", league),
                  entry.cluster(),
                  entry.partitions(),
                  entry.retentionHours(),
                  entry.schema(),
                  entry.compatibility(),
                  entry.writes(),
                  entry.reads()));
        }
      }
      return new Topics(List.copyOf(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The topics of a cluster: {@code core} or {@code edge}. */
  public List<Topic> of(String cluster) {
    return all.stream().filter(topic -> topic.cluster().equals(cluster)).toList();
  }

  private static List<String> leaguesOf(Entry entry, List<String> leagues) {
    return entry.name().contains("{league}") ? leagues : List.of("");
  }

  private static InputStream resource(String path) {
    InputStream in = Topics.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException("not on the class path: " + path);
    }
    return in;
  }
}
