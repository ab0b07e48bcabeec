package io.oddsupdate.pricing.reference;

import io.oddsupdate.pricing.model.Constants;

/**
 * A model with one version of its constants: what prices a game.
 *
 * @param modelId names the code, such as {@code nba-margin}
 * @param modelVersion names the constants, for ever
 */
public record ModelVersion(String modelId, String modelVersion, Constants constants) {}
