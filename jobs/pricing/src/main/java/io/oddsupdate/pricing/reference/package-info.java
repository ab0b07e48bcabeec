/** What is known about a game beside its log: teams, prior, model, configuration, hot state. */
package io.oddsupdate.pricing.reference;
