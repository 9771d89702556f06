package io.lumenvault.cli.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.console.SiteOptions;
import io.lumenvault.cli.console.Table;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.cli.process.PrivateFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Service tokens of a site. */
@Command(name = "token", description = "Service tokens: bearer tokens for programs that use a site's console port without a certificate.")
final class TokenCommand implements Runnable {

    private static final String PATH = "/console/v1/tokens";
    private static final String OFFICER = "officer";

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: create, list or revoke");
    }

    /** A number with s, m, h or d behind it. */
    static final class Life implements ITypeConverter<Duration> {

        private static final Pattern DAYS = Pattern.compile("(\\d{1,6})d");

        @Override
        public Duration convert(String text) {
            try {
                var days = DAYS.matcher(text);
                return days.matches() ? Duration.ofDays(Long.parseLong(days.group(1))) : Duration.parse("PT" + text);
            } catch (DateTimeParseException malformed) {
                throw new TypeConversionException("'" + text + "' is no length of time: write for example 30m, 12h or 90d");
            }
        }
    }

    @Command(name = "create", description = "Issue a token. It is shown this once, or written to a file of mode 0600.")
    int create(@Mixin HelpOption helping, @Mixin SiteOptions site,
            @Option(names = "--principal", required = true, paramLabel = "NAME", description = "Whom it stands for.") String principal,
            @Option(names = "--role", required = true, paramLabel = "ROLE", description = "A role of the principal that it is limited to; may be repeated.")
                    List<String> roles,
            @Option(names = "--ttl", required = true, paramLabel = "TIME", converter = Life.class, description = "How long it is good, from 1m to 366d.")
                    Duration life,
            @Option(names = "--out", paramLabel = "FILE", description = "Write the token there instead of showing it.") Path file) throws IOException {
        JsonNode issued;
        try (JsonClient client = site.connect(OFFICER)) {
            issued = client.change("POST", PATH, Map.of("principal", principal, "roles", roles, "ttl_seconds", life.toSeconds()));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("token " + issued.path("id").asText() + " of " + principal + ", good until " + issued.path("expires_at").asText());
        if (file == null) {
            out.println(issued.path("token").asText());
        } else {
            PrivateFile.write(file, issued.path("token").asText() + "\n");
            out.println("written to " + file);
        }
        out.flush();
        return 0;
    }

    @Command(name = "list", description = "The tokens that one may see, without their secrets.")
    int list(@Mixin HelpOption helping, @Mixin SiteOptions site) throws IOException {
        try (JsonClient client = site.connect(OFFICER)) {
            Table table = new Table("ID", "PRINCIPAL", "ROLES", "ISSUED BY", "EXPIRES", "REVOKED");
            for (JsonNode token : client.document(PATH, Map.of()).path("tokens")) {
                StringJoiner roles = new StringJoiner(",");
                token.path("roles").forEach(role -> roles.add(role.asText()));
                table.add(token.path("id").asText(), token.path("principal").asText(), roles.toString(), token.path("issued_by").asText("-"),
                        token.path("expires_at").asText(), token.path("revoked_at").asText("-"));
            }
            table.print(spec.commandLine().getOut());
            return 0;
        }
    }

    @Command(name = "revoke", description = "Revoke a token, at once.")
    int revoke(@Mixin HelpOption helping, @Mixin SiteOptions site, @Parameters(paramLabel = "ID") String id) throws IOException {
        try (JsonClient client = site.connect(OFFICER)) {
            client.change("DELETE", PATH + "/" + JsonClient.segment(id), Map.of());
        }
        spec.commandLine().getOut().println("ok    token " + id + " revoked");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
