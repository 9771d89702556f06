package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.QueryFunction;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** Who may see and do what, and that every decision is on record. */
@ExtendWith(SharedKmipSite.class)
class KmipOwnershipIT {

    private static final Attribute AES = Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES);
    private static final Attribute MASK = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C);
    private static final ProtocolVersion VERSION = ProtocolVersion.V2_1;

    private final KmipSite site;

    KmipOwnershipIT(KmipSite site) {
        this.site = site;
    }

    @Test
    void objectsOfOthers_doNotExist() throws Exception {
        String name = UUID.randomUUID().toString();
        try (KmipClient owner = site.client("kmip-client-a", VERSION); KmipClient other = site.client("kmip-other", VERSION)) {
            String key = owner.create(ObjectType.SYMMETRIC_KEY, AES, MASK, Attribute.name(name));
            List<Executable> attempts = List.of(() -> other.get(key), () -> other.getAttributes(key), () -> other.getAttributeList(key),
                    () -> other.activate(key), () -> other.destroy(key),
                    () -> other.revoke(key, RevocationReason.of(RevocationReasonCode.KEY_COMPROMISE)),
                    () -> other.addAttribute(key, Attribute.name("mine")),
                    () -> other.modifyAttribute(key, Attribute.name("mine")),
                    () -> other.deleteAttribute(key, AttributeType.NAME));
            for (Executable attempt : attempts) {
                assertEquals(ResultReason.OBJECT_NOT_FOUND, assertThrows(KmipException.class, attempt).reason());
            }
            assertEquals(List.of(), other.locate(Attribute.name(name)));
            assertEquals(List.of(), other.locate(Attribute.of(AttributeType.UNIQUE_IDENTIFIER, key)));
            String own = other.create(ObjectType.SYMMETRIC_KEY, AES, MASK, Attribute.name(name));
            assertEquals(List.of(own), other.locate(Attribute.name(name)));
            assertEquals(attempts.size(), audited("kmip-other", "refused", "OBJECT_NOT_FOUND", key));
        }
    }

    @Test
    void certificateWithoutRoles_mayAskWhatTheServerDoes_andNothingElse() throws Exception {
        try (KmipClient nobody = site.client("sae-x", VERSION)) {
            assertFalse(nobody.discoverVersions().isEmpty());
            assertFalse(nobody.query(QueryFunction.QUERY_OPERATIONS).operations().isEmpty());
            assertEquals(ResultReason.PERMISSION_DENIED, assertThrows(KmipException.class,
                    () -> nobody.create(ObjectType.SYMMETRIC_KEY, AES, MASK)).reason());
            assertEquals(ResultReason.PERMISSION_DENIED, assertThrows(KmipException.class, nobody::locate).reason());
            assertEquals(2, audited("sae-x", "refused", "PERMISSION_DENIED", null));
        }
    }

    @Test
    void servedKeys_areOnRecord() throws Exception {
        try (KmipClient owner = site.client("kmip-client-a", VERSION)) {
            String key = owner.create(ObjectType.SYMMETRIC_KEY, AES, MASK);
            owner.get(key);
            owner.get(key);
            assertEquals(3, audited("kmip-client-a", "served", null, key));
        }
    }

    private long audited(String principal, String result, String reason, String object) throws SQLException, IOException {
        String password = Files.readString(site.database().passwordFile()).strip();
        try (Connection connection = DriverManager.getConnection(site.database().jdbcUrl(), site.database().user(), password);
                PreparedStatement count = connection.prepareStatement("""
                        select count(*) from audit_entry where protocol = 'kmip' and principal = ? and result = ?
                        and (?::text is null or starts_with(reason, ?)) and (?::text is null or ?::uuid = any (objects))""")) {
            count.setString(1, principal);
            count.setString(2, result);
            count.setString(3, reason);
            count.setString(4, reason);
            count.setString(5, object);
            count.setString(6, object);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
