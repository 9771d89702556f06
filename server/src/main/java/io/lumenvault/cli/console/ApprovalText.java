package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.StringJoiner;

/** A request under approval, in words. */
final class ApprovalText {

    private ApprovalText() {}

    static String objects(JsonNode approval) {
        StringJoiner text = new StringJoiner(" ");
        approval.path("objects").forEach(object -> text.add(object.asText()));
        return text.length() == 0 ? "-" : text.toString();
    }

    static void print(JsonNode decided, PrintWriter out) {
        JsonNode approval = decided.path("approval");
        line(out, "approval", approval.path("id").asText());
        line(out, "operation", approval.path("operation").asText());
        line(out, "requester", approval.path("requester").asText() + " over " + approval.path("protocol").asText());
        line(out, "objects", objects(approval));
        approval.path("parameters").properties().forEach(said -> line(out, said.getKey(), said.getValue().asText()));
        line(out, "request SHA-256", approval.path("request_sha256").asText());
        line(out, "state", approval.path("state").asText() + ", " + approval.path("given").asText() + " of " + approval.path("required").asText() + " given");
        line(out, "approvers", approvers(approval));
        line(out, "asked", approval.path("asked_at").asText());
        line(out, "expires", approval.path("expires_at").asText());
        line(out, "then", "the requester repeats the exact request; nothing runs by itself");
        for (JsonNode vote : decided.path("votes")) {
            line(out, vote.path("verdict").asText(), vote.path("approver").asText() + " at " + vote.path("time").asText() + ": "
                    + vote.path("reason").asText() + ", " + vote.path("ticket").asText());
        }
        out.flush();
    }

    private static String approvers(JsonNode approval) {
        if (!approval.path("group").isNull()) {
            return "whoever is " + approval.path("group").asText() + ", but the requester";
        }
        StringJoiner names = new StringJoiner(", ");
        approval.path("members").forEach(name -> names.add(name.asText()));
        return names.toString();
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("%-16s %s%n", name, value);
    }
}
