/** From a prior and a game's state to the distribution of what is still open. */
package io.oddsupdate.pricing.model;
