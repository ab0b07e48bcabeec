package io.oddsupdate.local.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * The schema ids under which the flow must have written.
 *
 * @param explain decodes a value for a person
 */
record Schemas(
    int decisionId, int internalId, int publicId, Function<byte[], Optional<JsonNode>> explain) {}
