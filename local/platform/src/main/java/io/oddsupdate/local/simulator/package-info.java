/**
 * Plays invented NBA games and shows them as a poller of the liveData play-by-play would see them.
 *
 * <p>{@link io.oddsupdate.local.simulator.GameSimulation} plays the game and knows the truth,
 * {@link io.oddsupdate.local.simulator.ScorersTable} decides when which version of each action is
 * published, {@link io.oddsupdate.local.simulator.PolledGame} turns that into pushes. Everything is
 * a function of the seed.
 */
package io.oddsupdate.local.simulator;
