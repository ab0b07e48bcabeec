package io.oddsupdate.quant.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whose the figures to beat are: each has a letter, so that a table needs no more. */
final class BenchmarkSources {
  private static final int LETTERS = 26;

  private final Map<String, String> letters = new LinkedHashMap<>();

  private BenchmarkSources() {}

  static BenchmarkSources of(List<Checkpoint> checkpoints) {
    BenchmarkSources sources = new BenchmarkSources();
    for (Checkpoint checkpoint : checkpoints) {
      for (Benchmark benchmark : checkpoint.benchmarks()) {
        sources.letters.computeIfAbsent(benchmark.source(), source -> nth(sources.letters.size()));
      }
    }
    return sources;
  }

  /** a, b .. z, aa, ab .. */
  private static String nth(int number) {
    String last = String.valueOf((char) ('a' + number % LETTERS));
    return number < LETTERS ? last : nth(number / LETTERS - 1) + last;
  }

  String letter(Benchmark benchmark) {
    return letters.get(benchmark.source());
  }

  /** A line each: letter and source. */
  List<String> legend() {
    List<String> legend = new ArrayList<>();
    letters.forEach((source, letter) -> legend.add("(" + letter + ") " + source));
    return legend;
  }
}
