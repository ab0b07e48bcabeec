package io.oddsupdate.quant.fit;

import io.oddsupdate.pricing.model.Constants;

/**
 * What a fit has found.
 *
 * @param constants all of a version's, the fitted ones replaced
 * @param provenance which games they come from, and which constants are not of this fit
 */
public record Fitted(Constants constants, String provenance) {}
