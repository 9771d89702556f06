package io.lumenvault.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.MutualTls;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/**
 * The authorization matrix, tried cell by cell: every KMIP operation and every HTTP route that a site declares, as every role, as a
 * principal without role, and as nobody; over the protocol's own port, and over the console's port with a service token. What a role
 * may must not be refused, whatever else is wrong with an empty request; everything else must be, and must be recorded.
 */
final class AuthorizationDrill implements Drill {

    private static final String NO_ROLE = "(none)";
    private static final String CONSOLE = "/console/";
    private static final byte[] NOTHING = {'{', '}'};
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** Who of the sites' participants plays a role. */
    private static final Map<String, String> PLAYERS = new TreeMap<>(Map.of("application", "sae-a", "operator", "operator",
            "device-operator", "device-operator", "officer", "officer", "auditor", "auditor", "module", "alice", "peer", "site-b",
            NO_ROLE, "sae-x"));
    /** Roles whose principals an officer may issue tokens for, the officer's own among them. */
    private static final List<String> BY_TOKEN = List.of("application", "operator", "device-operator", "officer");

    private int allowed;
    private int refused;
    private int anonymous;
    private final List<String> wrong = new ArrayList<>();

    @Override
    public String name() {
        return "authorization";
    }

    @Override
    public String title() {
        return "every role at every operation and route: what is granted is served, all else is refused and recorded";
    }

    @Override
    public int defaultRounds() {
        return 1;
    }

    @Override
    public DrillReport run(DrillOptions options) throws Exception {
        try (DrillSites sites = DrillSites.open(options)) {
            Site site = sites.a();
            site.start();
            JsonNode matrix;
            try (HttpsCaller officer = sites.https(site, "officer")) {
                matrix = officer.get("/console/v1/authorization").json();
            }
            requirePlayers(matrix);
            long before = refusals(site);
            for (int round = 0; round < options.rounds(); round++) {
                byCertificate(sites, site, matrix);
                byToken(sites, site, matrix);
                asNobody(sites, site, matrix);
            }
            long unrecorded = refused - (refusals(site) - before);
            return DrillReport.of(options.rounds())
                    .some("operations and routes", matrix.path("operations").size())
                    .some("roles, and a principal without one", PLAYERS.size())
                    .some("cells allowed, and served", allowed)
                    .some("cells refused, as they must be", refused)
                    .some("tries without any credential, refused", anonymous)
                    .zero("cells that came out otherwise", wrong.size())
                    .zero("refusals that are not recorded", Math.max(0, unrecorded))
                    .findings(wrong).build();
        }
    }

    private static void requirePlayers(JsonNode matrix) {
        matrix.path("roles").forEach(role -> {
            if (!PLAYERS.containsKey(role.asText())) {
                throw new IllegalStateException("nobody plays the role " + role.asText());
            }
        });
    }

    private void byCertificate(DrillSites sites, Site site, JsonNode matrix) throws Exception {
        for (Map.Entry<String, String> player : PLAYERS.entrySet()) {
            try (HttpsCaller https = sites.https(site, player.getValue());
                    EmptyKmipRequest kmip = new EmptyKmipRequest(sites.kmip(site, player.getValue()))) {
                for (JsonNode operation : matrix.path("operations")) {
                    boolean may = may(operation, player.getKey());
                    String text = operation.path("operation").asText();
                    if (operation.path("protocol").asText().equals("kmip")) {
                        judge("kmip " + text + " as " + player.getKey(), may, kmip.refused(text));
                    } else {
                        judge(text + " as " + player.getKey(), may, refused(send(https, text)));
                    }
                }
            }
        }
    }

    private void byToken(DrillSites sites, Site site, JsonNode matrix) throws Exception {
        Map<String, String> tokens = tokens(sites, site);
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            try (JsonClient client = JsonClient.withToken(site.consoleUrl(), token.getValue(), sites.sites().participants().authority())) {
                for (JsonNode operation : matrix.path("operations")) {
                    Route route = Route.of(operation.path("operation").asText());
                    // A token does not stand in for the certificate that makes an officer.
                    if (route != null && route.path().startsWith(CONSOLE) && !operation.path("permission").isNull()) {
                        byte[] body = route.method().equals("POST") ? NOTHING : new byte[0];
                        int status = client.send(route.method(), route.path(), body).status();
                        judge(route + " with a token of " + token.getKey(), may(operation, token.getKey()), refused(status));
                    }
                }
            }
        }
    }

    private static Map<String, String> tokens(DrillSites sites, Site site) throws IOException {
        Map<String, String> tokens = new HashMap<>();
        Credential officer = sites.sites().participants().credential("officer");
        try (JsonClient client = new JsonClient(site.url(), officer, sites.sites().participants().authority())) {
            for (String role : BY_TOKEN) {
                tokens.put(role, client.change("POST", "/console/v1/tokens", Map.of("principal", PLAYERS.get(role), "roles", List.of(role),
                        "ttl_seconds", 3600)).path("token").asText());
            }
        }
        return tokens;
    }

    /** Without certificate the node's ports accept no connection, and the console's port serves no request. */
    private void asNobody(DrillSites sites, Site site, JsonNode matrix) throws Exception {
        SSLContext stranger = MutualTls.trusting(sites.sites().participants().authority());
        try (HttpsCaller console = new HttpsCaller(site.consoleUrl(), stranger)) {
            for (JsonNode operation : matrix.path("operations")) {
                Route route = Route.of(operation.path("operation").asText());
                if (route != null) {
                    int expected = route.path().startsWith(CONSOLE) ? UNAUTHORIZED : 404;
                    int status = console.send(route.method(), route.path(), null, BodyPublishers.noBody()).status();
                    count(route + " as nobody", status == expected);
                }
            }
        }
        try (HttpsCaller node = new HttpsCaller(site.url(), stranger)) {
            count("the node's port without certificate", unreachable(node));
        }
    }

    private static boolean unreachable(HttpsCaller node) throws InterruptedException {
        try {
            node.get("/console/v1/status");
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    private void count(String cell, boolean asExpected) {
        if (asExpected) {
            anonymous++;
        } else {
            wrong.add(cell + " was not refused");
        }
    }

    private void judge(String cell, boolean may, boolean wasRefused) {
        if (may == wasRefused) {
            wrong.add(cell + (may ? " was refused" : " was not refused"));
        } else if (may) {
            allowed++;
        } else {
            refused++;
        }
    }

    private static boolean may(JsonNode operation, String role) {
        if (operation.path("permission").isNull()) {
            return true;
        }
        for (JsonNode granted : operation.path("roles")) {
            if (granted.asText().equals(role)) {
                return true;
            }
        }
        return false;
    }

    private static int send(HttpsCaller https, String operation) throws IOException, InterruptedException {
        Route route = Route.of(operation);
        return https.send(route.method(), route.path(), contentType(route), BodyPublishers.noBody()).status();
    }

    private static String contentType(Route route) {
        return route.method().equals("GET") ? null
                : route.path().endsWith("/blocks") && route.path().startsWith("/ingest/") ? "application/vnd.lumenvault.key-block" : "application/json";
    }

    private static boolean refused(int status) {
        return status == UNAUTHORIZED || status == FORBIDDEN;
    }

    private static long refusals(Site site) throws IOException, SQLException {
        try (Connection connection = AuditRows.connect(site); var select = connection.prepareStatement(
                "select count(*) from audit_entry where result = 'refused' and reason like 'PERMISSION_DENIED%'"); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A route with something that exists, or could, in place of its parameters. */
    private record Route(String method, String path) {

        private static final String SOME_ID = "00000000-0000-4000-8000-000000000000";

        /** Null for what is no HTTP route. */
        static Route of(String operation) {
            int space = operation.indexOf(" /");
            if (space < 0) {
                return null;
            }
            String path = operation.substring(space + 1).replace("{sae}", "sae-b").replace("{link}", DrillSites.LINK)
                    .replace("{role}", "operator").replaceAll("\\{[^}]*}", SOME_ID);
            return new Route(operation.substring(0, space), path);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
