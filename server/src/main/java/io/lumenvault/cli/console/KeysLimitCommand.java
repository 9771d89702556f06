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

/** Limits the usage periods of a key. */
@Command(name = "limit", description = "Set the ends of the usage periods of a key (NIST SP 800-57: originator and recipient); one not named is no limit.")
final class KeysLimitCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Parameters(paramLabel = "KEY", description = "Its unique identifier.")
    private UUID key;

    @Option(names = "--protect-until", paramLabel = "INSTANT", description = "End of encrypting, signing and wrapping with it.")
    private String protectUntil;

    @Option(names = "--process-until", paramLabel = "INSTANT", description = "End of decrypting, verifying, unwrapping, and of giving it out.")
    private String processUntil;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("protect_until", protectUntil);
        members.put("process_until", processUntil);
        return KeyLimits.change(site, key, "limits", members, spec);
    }
}
