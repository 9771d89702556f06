package io.lumenvault.cli.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.console.SiteOptions;
import io.lumenvault.cli.console.Table;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Principals of a site; changes are the officer's. */
@Command(name = "principal", description = "Principals and their roles; changes are an officer's.")
final class PrincipalCommand implements Runnable {

    private static final String PATH = "/console/v1/principals";
    private static final String OFFICER = "officer";

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, create, grant, revoke, bind or disable");
    }

    @Command(name = "list", description = "The principals that one may see.")
    int list(@Mixin HelpOption helping, @Mixin SiteOptions site) throws IOException {
        try (JsonClient client = site.connect(OFFICER)) {
            Table table = new Table("NAME", "GROUP", "ROLES", "MADE BY", "STATE");
            for (JsonNode principal : client.document(PATH, Map.of()).path("principals")) {
                StringJoiner roles = new StringJoiner(",");
                principal.path("roles").forEach(role -> roles.add(role.asText()));
                table.add(principal.path("name").asText(), principal.path("group").asText(), roles.length() == 0 ? "-" : roles.toString(),
                        principal.path("source").asText(), principal.path("disabled").asBoolean() ? "disabled" : "-");
            }
            table.print(spec.commandLine().getOut());
            return 0;
        }
    }

    @Command(name = "create", description = "Make a principal.")
    int create(@Mixin HelpOption helping, @Mixin SiteOptions site, @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", paramLabel = "ROLE", description = "A role; may be repeated.") List<String> roles,
            @Option(names = "--group", paramLabel = "GROUP", description = "Its group; without one, that of the officer.") String group)
            throws IOException {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("name", name);
        wanted.put("group", group);
        wanted.put("roles", roles == null ? List.of() : roles);
        return change(site, "POST", "", wanted, "principal " + name + " made");
    }

    @Command(name = "grant", description = "Grant a role.")
    int grant(@Mixin HelpOption helping, @Mixin SiteOptions site, @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ROLE") String role) throws IOException {
        return change(site, "POST", "/" + JsonClient.segment(name) + "/roles", Map.of("role", role), name + " is " + role);
    }

    @Command(name = "revoke", description = "Revoke a role.")
    int revoke(@Mixin HelpOption helping, @Mixin SiteOptions site, @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ROLE") String role) throws IOException {
        return change(site, "DELETE", "/" + JsonClient.segment(name) + "/roles/" + JsonClient.segment(role), Map.of(), name + " is " + role + " no more");
    }

    @Command(name = "bind", description = "Bind a certificate: from then on only bound ones stand for the principal.")
    int bind(@Mixin HelpOption helping, @Mixin SiteOptions site, @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "SHA256", description = "SHA-256 of the certificate's DER form in hexadecimal.") String fingerprint)
            throws IOException {
        return change(site, "POST", "/" + JsonClient.segment(name) + "/certificates", Map.of("fingerprint", fingerprint), "certificate bound to " + name);
    }

    @Command(name = "disable", description = "Take all rights from a principal for ever.")
    int disable(@Mixin HelpOption helping, @Mixin SiteOptions site, @Parameters(paramLabel = "NAME") String name) throws IOException {
        return change(site, "DELETE", "/" + JsonClient.segment(name), Map.of(), "principal " + name + " disabled");
    }

    private int change(SiteOptions site, String method, String path, Map<String, ?> members, String done) throws IOException {
        try (JsonClient client = site.connect(OFFICER)) {
            client.change(method, PATH + path, members);
        }
        spec.commandLine().getOut().println("ok    " + done);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
