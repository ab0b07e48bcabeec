/** Football as in the Premier League: goals by Dixon and Coles, in play. */
package io.oddsupdate.pricing.model.epl;
