package io.lumenvault.server.lifecycle.approval;

import io.lumenvault.ground.PlainText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Why a person approves or refuses.
 *
 * @param reason from a fixed list
 * @param ticket where it is written down, for example {@code CHG-1042}; 1 to 200 printable characters
 */
public record Justification(Reason reason, String ticket) {

    /** What a human action is for. */
    public enum Reason {
        PLANNED_CHANGE, SECURITY_INCIDENT, DECOMMISSIONING, CUSTOMER_REQUEST, AUDIT_FINDING, NOT_JUSTIFIED, MISTAKE;

        /** As the console and the command line write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** @throws IllegalArgumentException naming the reasons there are */
        public static Reason named(String text) {
            return Arrays.stream(values()).filter(reason -> reason.text().equals(text)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("reason '" + text + "' does not exist; reasons are "
                            + Arrays.stream(values()).map(Reason::text).collect(Collectors.joining(", "))));
        }
    }

    public Justification {
        Objects.requireNonNull(reason, "reason");
        if (ticket == null || ticket.isBlank()) {
            throw new IllegalArgumentException("a ticket is needed: where this is written down");
        }
        if (!PlainText.is(ticket)) {
            throw new IllegalArgumentException("a ticket has at most " + PlainText.LONGEST + " printable characters");
        }
    }
}
