package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says yes or no to one request under approval. */
abstract class ApprovalsVoteCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Parameters(index = "0", paramLabel = "APPROVAL", description = "Identifier of the request.")
    private UUID id;

    @Option(names = "--reason", paramLabel = "REASON", required = true, description = "Why: planned-change, security-incident, decommissioning, "
            + "customer-request, audit-finding, not-justified or mistake.")
    private String reason;

    @Option(names = "--ticket", paramLabel = "TEXT", required = true, description = "Where it is written down, for example CHG-1042.")
    private String ticket;

    @Spec
    private CommandSpec spec;

    private final String verb;

    private ApprovalsVoteCommand(String verb) {
        this.verb = verb;
    }

    @Override
    public Integer call() throws IOException {
        try (JsonClient client = site.connect("officer")) {
            ApprovalText.print(client.posted("/console/v1/approvals/" + id + "/" + verb,
                    JsonNodeFactory.instance.objectNode().put("reason", reason).put("ticket", ticket)), spec.commandLine().getOut());
            return 0;
        }
    }

    /** Approves. */
    @Command(name = "approve", description = "Approve a request of somebody else.")
    static final class Approve extends ApprovalsVoteCommand {
        Approve() {
            super("approve");
        }
    }

    /** Refuses. */
    @Command(name = "refuse", description = "Refuse a request, which ends it.")
    static final class Refuse extends ApprovalsVoteCommand {
        Refuse() {
            super("refuse");
        }
    }
}
