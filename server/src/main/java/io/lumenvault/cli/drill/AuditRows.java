package io.lumenvault.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.cli.demo.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What the database of a site says, read past its server. */
public final class AuditRows {

    private AuditRows() {}

    /** A connection as the role that the server works as; the caller closes it. */
    public static Connection connect(Site site) throws IOException, SQLException {
        return connect(site, site.database().user(), site.database().passwordFile());
    }

    /** A connection as the role that owns the tables; the caller closes it. */
    public static Connection connectAsOwner(Site site) throws IOException, SQLException {
        return connect(site, site.database().owner(), site.database().ownerPasswordFile());
    }

    private static Connection connect(Site site, String user, Path passwordFile) throws IOException, SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", Files.readString(passwordFile).strip());
        return DriverManager.getConnection(site.database().jdbcUrl(), login);
    }

    /** A connection as PostgreSQL's superuser, to whom no right and no trigger is an obstacle; the caller closes it. */
    public static Connection connectAsSuperuser(Site site, String url) throws IOException, SQLException {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", Files.readString(site.database().passwordFile().resolveSibling("superuser-password")).strip());
        return DriverManager.getConnection(url, login);
    }

    /** How often each object appears in rows of requests served, by operation. */
    public static Map<String, Map<String, Integer>> servedObjects(Site site) throws IOException, SQLException {
        Map<String, Map<String, Integer>> found = new HashMap<>();
        try (Connection connection = connect(site); var select = connection.prepareStatement(
                "select operation, o::text, count(*) from audit_entry, unnest(objects) o where result = 'served' group by 1, 2");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.computeIfAbsent(rows.getString(1), _ -> new HashMap<>()).put(rows.getString(2), rows.getInt(3));
            }
        }
        return found;
    }

    /** Number of the block by each row of an accepted push, in a list with repetitions. */
    public static List<Long> pushedBlocks(Site site) throws IOException, SQLException {
        List<Long> found = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        try (Connection connection = connect(site); var select = connection.prepareStatement(
                "select body from audit_entry where operation = 'Push Block' and result = 'served'"); ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                JsonNode body = json.readTree(rows.getBytes(1));
                found.add(body.path("details").path("sequence").asLong());
            }
        }
        return found;
    }

    /** State of each block that the site holds. */
    public static Map<Long, String> blockStates(Site site) throws IOException, SQLException {
        Map<Long, String> found = new TreeMap<>();
        try (Connection connection = connect(site); var select = connection.prepareStatement("select sequence, state from qkd_block");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getLong(1), rows.getString(2));
            }
        }
        return found;
    }
}
