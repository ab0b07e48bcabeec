package io.oddsupdate.odds;

import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Reads what the job wrote. */
final class Written {
  private Written() {}

  static OddsUpdate update(byte[] value) {
    return decode(value, OddsUpdate.getClassSchema(), OddsUpdate.class);
  }

  static Decision decision(byte[] value) {
    return decode(value, Decision.getClassSchema(), Decision.class);
  }

  static DeadLetter deadLetter(byte[] value) {
    return decode(value, DeadLetter.getClassSchema(), DeadLetter.class);
  }

  private static <T extends SpecificRecord> T decode(byte[] value, Schema schema, Class<T> type) {
    try {
      return WireFormat.decode(value, schema, type);
    } catch (UndecodableException e) {
      throw new AssertionError(e);
    }
  }
}
