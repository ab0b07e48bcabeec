package io.oddsupdate.pricing.model.nba;

import io.oddsupdate.pricing.Shared;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Courses of real games: who led by how much, and how much was scored, at each second. */
final class Timelines {
  static final int REGULATION = 2880;

  private Timelines() {}

  /**
   * @param season the year it begins, two digits
   * @param seconds of each change of the score
   * @param margins home minus away after it
   * @param totals of both teams after it
   */
  record Timeline(String id, int season, int[] seconds, int[] margins, int[] totals) {
    int margin(int second) {
      int i = index(second);
      return i < 0 ? 0 : margins[i];
    }

    int total(int second) {
      int i = index(second);
      return i < 0 ? 0 : totals[i];
    }

    int finalMargin() {
      return margins[margins.length - 1];
    }

    int finalTotal() {
      return totals[totals.length - 1];
    }

    private int index(int second) {
      int i = seconds.length - 1;
      while (i >= 0 && seconds[i] > second) {
        i--;
      }
      return i;
    }
  }

  /** Games of 2019-22; each change of the margin is somebody's points. */
  static List<Timeline> read() throws IOException {
    List<Timeline> timelines = new ArrayList<>();
    List<int[]> rows = new ArrayList<>();
    String game = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(
                        Shared.path(
                            "data/nba/nba_score_margin_timeline_2019_2021_hasithv.csv.gz"))),
                StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        if (!cells[0].equals(game) && !rows.isEmpty()) {
          timelines.add(timeline(game, rows));
          rows.clear();
        }
        game = cells[0];
        rows.add(new int[] {(int) Double.parseDouble(cells[1]), -Integer.parseInt(cells[2])});
      }
    }
    timelines.add(timeline(game, rows));
    return timelines;
  }

  private static Timeline timeline(String id, List<int[]> rows) {
    int[] seconds = new int[rows.size()];
    int[] margins = new int[rows.size()];
    int[] totals = new int[rows.size()];
    int margin = 0;
    int total = 0;
    for (int i = 0; i < rows.size(); i++) {
      seconds[i] = rows.get(i)[0];
      margins[i] = rows.get(i)[1];
      total += Math.abs(margins[i] - margin);
      margin = margins[i];
      totals[i] = total;
    }
    return new Timeline(id, Integer.parseInt(id.substring(3, 5)), seconds, margins, totals);
  }
}
