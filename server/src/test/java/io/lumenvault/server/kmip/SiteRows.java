package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** Rows of a site: what waits for clients, and what the log says. */
final class SiteRows {

    private final KmipSite site;

    SiteRows(KmipSite site) {
        this.site = site;
    }

    long audited(String principal, String operation, String result, String object) throws Exception {
        return count("select count(*) from audit_entry where protocol = 'kmip' and principal = ? and operation = ? and result = ?"
                + " and ?::uuid = any (objects)", principal, operation, result, object);
    }

    long waiting(String principal) throws Exception {
        return count("select count(*) from notification where principal = ?", principal);
    }

    long failures(String principal) throws Exception {
        return count("select coalesce(max(refusals), 0) from notification where principal = ?", principal);
    }

    void change(String statement) throws Exception {
        try (Connection connection = connect(); PreparedStatement update = connection.prepareStatement(statement)) {
            assertEquals(1, update.executeUpdate());
        }
    }

    void damage(String object) throws Exception {
        try (Connection connection = connect(); PreparedStatement update = connection.prepareStatement(
                "update managed_object set sealed = set_byte(sealed, octet_length(sealed) - 1, 255 - get_byte(sealed, octet_length(sealed) - 1))"
                        + " where uid = ?::uuid")) {
            update.setString(1, object);
            assertEquals(1, update.executeUpdate());
        }
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(site.database().jdbcUrl(), site.database().user(),
                Files.readString(site.database().passwordFile()).strip());
    }

    long count(String query, String... values) throws Exception {
        try (Connection connection = connect(); PreparedStatement count = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                count.setString(i + 1, values[i]);
            }
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
