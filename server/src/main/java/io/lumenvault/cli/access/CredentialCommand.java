package io.lumenvault.cli.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.console.SiteOptions;
import io.lumenvault.cli.console.Table;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Credentials by which users log in over KMIP. Passwords come from files, never as arguments. */
@Command(name = "credential", description = "Credentials by which users log in over KMIP.")
final class CredentialCommand implements Runnable {

    private static final String PRINCIPALS = "/console/v1/principals/";
    private static final String OFFICER = "officer";

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, link, withdraw, set-password or change-password");
    }

    @Command(name = "list", description = "The credentials of a user, withdrawn ones included.")
    int list(@Mixin HelpOption helping, @Mixin SiteOptions site, @Parameters(paramLabel = "NAME") String name) throws IOException {
        try (JsonClient client = site.connect(OFFICER)) {
            Table table = new Table("ID", "TYPE", "MADE BY", "MADE AT", "WITHDRAWN");
            for (JsonNode one : client.document(PRINCIPALS + JsonClient.segment(name) + "/credentials", Map.of()).path("credentials")) {
                table.add(one.path("id").asText(), one.path("type").asText(), one.path("created_by").asText("-"),
                        one.path("created_at").asText(), one.path("withdrawn_at").asText("-"));
            }
            table.print(spec.commandLine().getOut());
            return 0;
        }
    }

    @Command(name = "link", description = "Link a credential that Create Credential (KMIP) made, and that is linked to nobody, to a user, as an "
            + "officer.")
    int link(@Mixin HelpOption helping, @Mixin SiteOptions site, @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ID") String id) throws IOException {
        return change(site, OFFICER, "POST", PRINCIPALS + JsonClient.segment(name) + "/credentials", Map.of("credential", id),
                "credential " + id + " linked to " + name);
    }

    @Command(name = "withdraw", description = "Withdraw a credential at once and for ever, with the tickets that were obtained by it.")
    int withdraw(@Mixin HelpOption helping, @Mixin SiteOptions site, @Parameters(paramLabel = "ID") String id) throws IOException {
        return change(site, OFFICER, "DELETE", "/console/v1/credentials/" + JsonClient.segment(id), Map.of(), "credential " + id + " withdrawn");
    }

    @Command(name = "set-password", description = "Set a user's password, as an officer; those that it has are withdrawn.")
    int setPassword(@Mixin HelpOption helping, @Mixin SiteOptions site, @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--password-file", required = true, paramLabel = "FILE", description = "The new password.") Path file)
            throws IOException {
        return change(site, OFFICER, "POST", PRINCIPALS + JsonClient.segment(name) + "/password", Map.of("password", secret(file)),
                "password of " + name + " set");
    }

    @Command(name = "change-password",
            description = "Change a user's own password, beside the certificate of a principal that may log it in.")
    int changePassword(@Mixin HelpOption helping, @Mixin SiteOptions site, @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--password-file", required = true, paramLabel = "FILE", description = "The password that it has.")
                    Path current,
            @Option(names = "--new-password-file", required = true, paramLabel = "FILE", description = "The password that it wants.")
                    Path wanted,
            @Option(names = "--one-time-password-file", paramLabel = "FILE", description = "A one-time password, where it has them.")
                    Path oneTime) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("user", name);
        members.put("password", secret(current));
        members.put("new_password", secret(wanted));
        if (oneTime != null) {
            members.put("one_time_password", secret(oneTime));
        }
        return change(site, "sae-a", "POST", "/console/v1/password", members, "password of " + name + " changed");
    }

    private int change(SiteOptions site, String usual, String method, String path, Map<String, ?> members, String done) throws IOException {
        try (JsonClient client = site.connect(usual)) {
            client.change(method, path, members);
        }
        spec.commandLine().getOut().println("ok    " + done);
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** The first line of a file, as characters that never were a string. */
    private static char[] secret(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, end));
        char[] characters = new char[decoded.remaining()];
        decoded.get(characters);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(decoded.array(), '\0');
        if (characters.length == 0) {
            throw new CommandFailure(file + " is empty");
        }
        return characters;
    }
}
