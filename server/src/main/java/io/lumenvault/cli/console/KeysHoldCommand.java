package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Suspends a key. */
@Command(name = "hold", description = "Suspend a key: it is not used, activated, archived or destroyed until it is released.")
final class KeysHoldCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Parameters(paramLabel = "KEY", description = "Its unique identifier.")
    private UUID key;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; whoever is refused is told.")
    private String reason;

    @Option(names = "--until", paramLabel = "INSTANT", description = "When it ends by itself, for example 2026-12-31T12:00:00Z.")
    private String until;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("reason", reason);
        members.put("until", until);
        return KeyLimits.change(site, key, "hold", members, spec);
    }
}
