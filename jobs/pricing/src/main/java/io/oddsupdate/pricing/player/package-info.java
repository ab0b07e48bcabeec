/** What players will have counted at the end. */
package io.oddsupdate.pricing.player;
