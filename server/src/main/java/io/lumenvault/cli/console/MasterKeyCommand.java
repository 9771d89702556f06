package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The generations of a site's master key, and the officer's commands about them. */
@Command(name = "master-key", description = "Generations of a site's master key: list, create, activate, rotate, destroy.")
public final class MasterKeyCommand implements Runnable {

    private static final String PATH = "/console/v1/master-keys";

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }

    @Command(name = "list", description = "All generations, the seals counted under each, and how far sealing anew has come.")
    Integer list(@Mixin HelpOption listHelp, @Mixin SiteOptions site,
            @Option(names = "--json", description = "Print the answer as it came.") boolean json) throws IOException {
        try (JsonClient client = site.connect()) {
            JsonNode answer = client.document(PATH, Map.of());
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(answer.toPrettyString());
                out.flush();
                return 0;
            }
            Table table = new Table("GENERATION", "STATE", "SEALS", "DAMAGED", "CREATED", "ACTIVATED", "DEACTIVATED", "RESEALED",
                    "DESTROYED");
            for (JsonNode one : answer.path("generations")) {
                table.add(one.path("generation").asText(), one.path("state").asText(), one.path("seals").asText(),
                        one.path("damaged").asText(), time(one, "created"), time(one, "activated"),
                        time(one, "deactivated"), time(one, "resealed"), time(one, "destroyed"));
            }
            table.print(out);
            out.println("rotated by itself after " + answer.path("seal_limit").asText() + " seals; to be sealed anew: "
                    + answer.path("remaining").asText() + " (done since start: " + answer.path("resealed").asText() + ")");
            if (answer.path("damaged").asLong() > 0) {
                out.println("rows that cannot be opened: " + answer.path("damaged").asText()
                        + "; the audit log names them (audit search --operation Reseal --result failed)");
            }
            out.flush();
            return 0;
        }
    }

    @Command(name = "create", description = "Make a generation in the token, without using it yet.")
    Integer create(@Mixin HelpOption createHelp, @Mixin SiteOptions site) throws IOException {
        return command(site, "", "is made; activate it to use it");
    }

    @Command(name = "activate", description = "Seal under a pre-active generation from now on; what others sealed is sealed anew.")
    Integer activate(@Mixin HelpOption activateHelp, @Mixin SiteOptions site,
            @Parameters(paramLabel = "GENERATION", description = "Its number.") int generation) throws IOException {
        return command(site, "/" + generation + "/activate", "is active");
    }

    @Command(name = "rotate", description = "Make a generation and activate it; what others sealed is sealed anew in the background.")
    Integer rotate(@Mixin HelpOption rotateHelp, @Mixin SiteOptions site) throws IOException {
        return command(site, "/rotate", "is active; the rest is sealed anew in the background (see 'master-key list')");
    }

    @Command(name = "destroy", description = "Destroy a deactivated generation under which nothing is sealed any more, or a pre-active one.")
    Integer destroy(@Mixin HelpOption destroyHelp, @Mixin SiteOptions site,
            @Parameters(paramLabel = "GENERATION", description = "Its number.") int generation) throws IOException {
        return command(site, "/" + generation + "/destroy",
                "is destroyed; backups of the database that are older cannot be opened with this token");
    }

    private int command(SiteOptions site, String path, String done) throws IOException {
        try (JsonClient client = site.connect("officer")) {
            JsonNode answer = client.posted(PATH + path, JsonNodeFactory.instance.objectNode());
            PrintWriter out = spec.commandLine().getOut();
            out.println("master key generation " + answer.path("generation").asText() + " " + done);
            out.flush();
            return 0;
        }
    }

    private static String time(JsonNode entry, String field) {
        JsonNode value = entry.path(field);
        return value.isTextual() ? value.asText().replaceFirst("\\..*Z$", "Z") : "-";
    }
}
