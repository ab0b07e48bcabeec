package io.oddsupdate.local.proof;

import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.schemas.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;

/** A topic of odds updates, decoded. */
public final class UpdateLog {
  private UpdateLog() {}

  /**
   * Every committed update, by partition and offset.
   *
   * @throws IllegalStateException if the topic does not exist, or a record of it cannot be decoded
   */
  public static List<OddsUpdate> read(String bootstrap, String registryUrl, String topic) {
    List<OddsUpdate> updates = new ArrayList<>();
    for (Decoded<OddsUpdate> update :
        new Decoder(new SchemaRegistry(registryUrl))
            .all(TopicLog.read(bootstrap, topic), OddsUpdate.class)) {
      if (update.value() == null) {
        throw new IllegalStateException(update.record().where() + ": " + update.problem());
      }
      updates.add(update.value());
    }
    return updates;
  }
}
