/** Ice hockey: goals as a chain that remembers the score once the end is near. */
package io.oddsupdate.pricing.model.nhl;
