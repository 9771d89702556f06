package io.lumenvault.server.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The authorization matrix: which role may ask for which operation and route, from what is declared beside the handlers. */
public final class AuthorizationTable {

    private static final String HEAD = """
            # Who may do what

            Made from the permissions that are declared beside each handler; `./lumenvault access matrix` prints it for a running site. A
            test fails when this file is stale, and `./lumenvault drill authorization` tries every cell on running sites.

            `+` means that the role may, an empty cell that it is refused, and the refusal recorded. Permissions marked * reach over the
            whole node and are of no use to principals of one group; all others end for them at their group: what belongs to another is as
            unknown as what is not there. A caller without any role is refused everywhere but where every
            authenticated caller may ask ("any"); a caller that is not authenticated is served nothing.

            """;

    private AuthorizationTable() {}

    /** The whole document, in Markdown. */
    public static String markdown(List<Declaration> declared) {
        List<Role> roles = Arrays.asList(Role.values());
        StringBuilder text = new StringBuilder(HEAD);
        text.append("| Protocol | Operation | Permission | ")
                .append(roles.stream().map(Role::configuredName).collect(Collectors.joining(" | "))).append(" | (none) |\n")
                .append("|---|---|---|").append(":-:|".repeat(roles.size() + 1)).append('\n');
        declared.stream().sorted().forEach(entry -> text.append(row(entry, roles)));
        return text.toString();
    }

    private static String row(Declaration entry, List<Role> roles) {
        return "| " + entry.protocol() + " | " + entry.operation().replace("|", "\\|") + " | "
                + entry.permission().map(permission -> permission.name().toLowerCase(Locale.ROOT) + (permission.nodeWide() ? " *" : "")).orElse("any") + " | "
                + roles.stream().map(role -> cell(entry.permission().map(role::grants).orElse(true))).collect(Collectors.joining(" | "))
                + " | " + cell(entry.permission().isEmpty()) + " |\n";
    }

    private static String cell(boolean allowed) {
        return allowed ? "+" : " ";
    }
}
