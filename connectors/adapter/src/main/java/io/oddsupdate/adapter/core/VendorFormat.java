package io.oddsupdate.adapter.core;

import com.fasterxml.jackson.databind.JsonNode;

/** A vendor's format: the only place that knows the vendor's words. */
public interface VendorFormat {
  /** The vendor's name in addresses, event ids and mapping tables. */
  String vendor();

  /**
   * Reads and validates one payload as far as that needs no reference data.
   *
   * @throws UnusableException naming the first field at fault
   */
  VendorPayload read(JsonNode payload) throws UnusableException;
}
