package io.oddsupdate.analytics.parquet;

import io.oddsupdate.analytics.LoggedUpdate;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** {@code league=nba/date=2026-01-31}: the game's league and the date of its scheduled start. */
final class LakeFolders implements BucketAssigner<LoggedUpdate, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public String getBucketId(LoggedUpdate logged, Context context) {
    return "league=" + logged.update().getLeague() + "/date=" + logged.update().getGameDate();
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
