package io.oddsupdate.quant;

import io.oddsupdate.quant.price.Exchange;
import io.oddsupdate.quant.price.ModelVersions;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Questions to the pricing library, one JSON object a line. */
@Command(
    name = "price",
    mixinStandardHelpOptions = true,
    description = "De-vigs, converts and prices: one JSON object a line in, one a line out.",
    footerHeading = "%nRequests:%n",
    footer = {
      "  {\"op\":\"devig\",\"method\":\"shin\",\"odds\":[2.6,2.4,4.3]}",
      "      methods: multiplicative additive power shin odds_ratio",
      "  {\"op\":\"convert\",\"decimal\":1.48}          or american, or fractional \"6/4\"",
      "  {\"op\":\"score_grid\",\"home_rate\":1.5,\"away_rate\":1.2,\"rho\":-0.08,",
      "   \"markets\":[{\"market\":\"1x2\"},{\"market\":\"total\",\"line\":2.5},",
      "              {\"market\":\"correct_score\",\"score\":\"1-0\"}]}",
      "  {\"op\":\"price\",\"league\":\"nba\",\"prior\":{\"spread\":-4.5,\"total\":221.5},",
      "   \"state\":{\"status\":\"live\",\"period\":3,\"seconds_remaining\":432,",
      "            \"score\":{\"home\":70,\"away\":65}},",
      "   \"markets\":[{\"market\":\"winner\"},{\"market\":\"handicap\",\"line\":-4.5}]}",
      "      prior: spread and total (NBA, NFL, EPL: lines at even chances; MLB, NHL:",
      "      the mean margin, negative where home is favoured, and the mean total),",
      "      {\"rates\":{\"home\":1.5,\"away\":1.2}} (what each",
      "      is expected to score: NBA, NFL points in regulation; MLB runs in nine",
      "      full turns at bat; NHL goals in regulation; EPL goals in the match),",
      "     "
          + " {\"odds\":{\"winner\":[1.5,2.7],\"1x2\":[..],\"handicap\":{\"line\":..,\"odds\":[..]},",
      "      \"total\":{..}}}, {\"league_average\":true} or {\"neutral\":true}",
      "      a player's market: {\"market\":\"player_points\",\"line\":24.5,\"expected\":25.1,",
      "      \"counted\":12,\"team\":\"home\"}",
      "      also: \"playoff\":true, \"model_version\":\"nba-2026.2\", \"margin\":0.05",
      "  {\"op\":\"markets\",\"league\":\"nba\"}        what the league has",
      "",
      "Each answer is on one line, in order; the \"id\" of a request is in its answer.",
      "An empty line has no answer.",
      "A line that cannot be answered gives {\"error\":{\"code\",\"field\",\"message\"}} and",
      "the stream goes on. All fields: docs/models.md, bin/odds price.",
      "",
      "  echo '{\"op\":\"convert\",\"american\":-110}' | bin/odds price",
    })
public final class PriceCommand implements Callable<Integer> {
  @Option(
      names = "--models",
      paramLabel = "<folder>",
      description = "further model versions, one <model_version>.json each, as bin/odds ships them")
  private Path models;

  @Override
  public Integer call() throws IOException {
    ModelVersions versions = ModelVersions.shipped();
    // Not System.out: it hides that the reader of a pipe has gone.
    try (FileInputStream input = new FileInputStream(FileDescriptor.in);
        FileOutputStream output = new FileOutputStream(FileDescriptor.out)) {
      new Exchange(models == null ? versions : versions.with(models)).run(input, output);
    }
    return 0;
  }
}
