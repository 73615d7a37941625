package dev.stopwater.cli;

import picocli.CommandLine.Command;

/// `stopwater dev`: commands for those who work on Stopwater.
@Command(
    name = "dev",
    description = "Commands for those who work on Stopwater.",
    subcommands = {ImportApi.class, ImportProtobuf.class, Rehearse.class})
final class Dev {}
