package io.oddsupdate.quant.price;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.reference.ModelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.stream.Stream;

/**
 * The versions of the leagues' models: the shipped ones, and those of a folder. One JSON file a
 * version, {@code <model_version>.json}; each is read when it is first asked for.
 */
public final class ModelVersions {
  private static final String FOLDER = "models/";
  private static final String SUFFIX = ".json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** {@code nba-2026.10} is newer than {@code nba-2026.9}. */
  static final Comparator<String> OLDEST_FIRST = ModelVersions::compare;

  /** A version ready to price. */
  public record Version(ModelVersion definition, LeagueModel model) {
    String modelVersion() {
      return definition.modelVersion();
    }
  }

  private final Map<String, URL> files;
  private final Map<String, Version> read = new HashMap<>();

  private ModelVersions(Map<String, URL> files) {
    this.files = files;
  }

  /** Those that came with this release. */
  public static ModelVersions shipped() {
    Map<String, URL> files = new TreeMap<>(OLDEST_FIRST);
    try {
      URL folder = ModelVersions.class.getResource("/" + FOLDER);
      if (folder == null) {
        throw new IllegalStateException("no model versions are on the class path, in /" + FOLDER);
      }
      if (folder.openConnection() instanceof JarURLConnection jar) {
        jar.getJarFile().stream()
            .map(JarEntry::getName)
            .filter(name -> name.startsWith(FOLDER))
            .forEach(
                name ->
                    put(
                        files,
                        name.substring(FOLDER.length()),
                        ModelVersions.class.getResource("/" + name)));
      } else {
        files.putAll(in(Path.of(uri(folder))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the shipped model versions", e);
    }
    return new ModelVersions(files);
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException("not a path: " + url, e);
    }
  }

  /** These and those of a folder; of one name, the folder's. */
  public ModelVersions with(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--models must be a folder, got " + folder);
    }
    Map<String, URL> all = new TreeMap<>(OLDEST_FIRST);
    all.putAll(files);
    try {
      all.putAll(in(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
    return new ModelVersions(all);
  }

  private static Map<String, URL> in(Path folder) throws IOException {
    Map<String, URL> files = new TreeMap<>(OLDEST_FIRST);
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.toList()) {
        put(files, file.getFileName().toString(), file.toUri().toURL());
      }
    }
    return files;
  }

  private static void put(Map<String, URL> files, String name, URL file) {
    if (name.endsWith(SUFFIX)) {
      files.put(name.substring(0, name.length() - SUFFIX.length()), file);
    }
  }

  /** Oldest first; empty where the league has none. */
  public List<String> of(League league) {
    return files.keySet().stream()
        .filter(version -> version.startsWith(league.id() + "-"))
        .toList();
  }

  /**
   * @throws IllegalArgumentException where the league has none
   */
  public ModelVersion newest(League league) {
    List<String> all = of(league);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no version of a model of " + league.id());
    }
    return get(all.get(all.size() - 1)).definition();
  }

  /**
   * @param version one of {@link #of}
   * @throws IllegalArgumentException where its model is unknown or refuses a constant
   */
  public Version get(String version) {
    return read.computeIfAbsent(version, name -> read(name, files.get(name)));
  }

  private static Version read(String name, URL file) {
    try (InputStream bytes = file.openStream()) {
      JsonNode shipped = JSON.readTree(bytes);
      Map<String, List<Double>> values = new TreeMap<>();
      for (Map.Entry<String, JsonNode> constant : shipped.path("constants").properties()) {
        values.put(constant.getKey(), numbers(name, constant.getKey(), constant.getValue()));
      }
      String model = shipped.path("model_id").asText();
      Constants constants = new Constants(values);
      return new Version(new ModelVersion(model, name, constants), Leagues.of(model, constants));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model version " + name, e);
    }
  }

  private static List<Double> numbers(String version, String constant, JsonNode value) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : value.isArray() ? value : List.of(value)) {
      if (!number.isNumber()) {
        throw new IllegalArgumentException(
            "constant %s of %s must be a number or a list of numbers, got %s"
                .formatted(constant, version, number));
      }
      numbers.add(number.doubleValue());
    }
    return List.copyOf(numbers);
  }

  /** By words, digits as numbers. */
  private static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int order;
      if (Character.isDigit(a.charAt(i)) && Character.isDigit(b.charAt(j))) {
        int endOfA = endOfDigits(a, i);
        int endOfB = endOfDigits(b, j);
        String left = a.substring(i, endOfA).replaceFirst("^0+(?=.)", "");
        String right = b.substring(j, endOfB).replaceFirst("^0+(?=.)", "");
        order =
            left.length() != right.length()
                ? Integer.compare(left.length(), right.length())
                : left.compareTo(right);
        i = endOfA;
        j = endOfB;
      } else {
        order = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
