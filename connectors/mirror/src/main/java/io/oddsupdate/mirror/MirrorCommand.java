package io.oddsupdate.mirror;

import picocli.CommandLine.Command;

/** {@code bin/odds mirror}: what a person may do to the mirror. */
@Command(
    name = "mirror",
    description = "What a person may do to the mirror.",
    subcommands = MirrorSkipCommand.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class MirrorCommand {}
