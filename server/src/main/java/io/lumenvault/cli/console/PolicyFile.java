package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.FileFaults;
import io.lumenvault.policy.MalformedPolicyException;
import io.lumenvault.policy.PolicyDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A policy document in a file, and what a site says that it changes. */
final class PolicyFile {

    /** RFC 9512. */
    static final String MEDIA_TYPE = "application/yaml";

    private PolicyFile() {}

    /** Reads and checks the document, so that its faults are named by the file before any site is asked. */
    static byte[] checked(Path file) throws IOException {
        read(file);
        return Files.readAllBytes(file);
    }

    static PolicyDocument read(Path file) throws IOException {
        try {
            return PolicyDocument.read(FileFaults.text(file, StandardCharsets.UTF_8));
        } catch (MalformedPolicyException malformed) {
            throw new CommandFailure(malformed.faults().stream().map(fault -> file + ": " + fault)
                    .collect(Collectors.joining(System.lineSeparator() + "lumenvault: ")));
        }
    }

    /** Prints what a policy changes: a line an effect, and below it the first identifiers. */
    static void print(JsonNode answer, PrintWriter out) {
        out.println(answer.path("objects").asLong() + " objects looked at");
        if (answer.path("changes").isEmpty()) {
            out.println("no object changes");
        }
        for (JsonNode change : answer.path("approvals")) {
            out.println("approval of " + change.path("operation").asText() + ": " + change.path("after").asText() + ", now "
                    + change.path("before").asText());
        }
        for (JsonNode change : answer.path("links")) {
            out.println("link " + change.path("link").asText() + ", " + change.path("what").asText() + ": " + change.path("after").asText() + ", now "
                    + change.path("before").asText());
        }
        for (JsonNode change : answer.path("changes")) {
            out.println(change.path("count").asLong() + " " + change.path("meaning").asText() + ":");
            change.path("first").forEach(uid -> out.println("  " + uid.asText()));
            long rest = change.path("count").asLong() - change.path("first").size();
            if (rest > 0) {
                out.println("  and " + rest + " more (--limit)");
            }
        }
        out.flush();
    }
}
