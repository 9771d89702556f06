package io.lumenvault.cli.access;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.StateFolder;
import io.lumenvault.cli.console.SiteOptions;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the first officer of a site. */
@Command(name = "bootstrap", description = {"Make whoever calls (--cert, --key) the first officer of a site that has none.",
        "The one-time code lies in the file bootstrap-code of the site's state folder, readable by its owner alone."})
final class BootstrapCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Option(names = "--code-file", paramLabel = "FILE", description = "The file with the code (default: that of the demo's site).")
    private Path code;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path file = code != null ? code : site.demoSite()
                .map(demo -> StateFolder.path().resolve("site-" + demo.toLowerCase(Locale.ROOT)).resolve("state").resolve(Enrolment.FILE))
                .orElseThrow(() -> new CommandFailure("name the file with the code: --code-file"));
        try (JsonClient client = site.connect("officer")) {
            Enrolment.enrol(client, file);
        }
        spec.commandLine().getOut().println("ok    this site has its first officer; the code is spent");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
