package dev.stopwater.cli;

import picocli.CommandLine.Command;

/// `stopwater lab`: what happens to an API server under clients that behave badly.
@Command(
    name = "lab",
    description = "Replay the incident, and other scenes of clients that behave badly.",
    mixinStandardHelpOptions = true,
    subcommands = {LabIncident.class})
final class Lab {}
