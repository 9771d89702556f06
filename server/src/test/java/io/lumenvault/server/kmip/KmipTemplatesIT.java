package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.Name;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.DerivationParameters;
import io.lumenvault.kmip.payload.DeriveKey;
import io.lumenvault.kmip.payload.ReKey;
import io.lumenvault.kmip.payload.Register;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.DerivationMethod;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.QueryFunction;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.State;
import io.lumenvault.kmip.ttlv.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates over TLS, on a real site (KMIP 1.4 sections 2.2.6 and 2.1.8). */
@ExtendWith(SharedKmipSite.class)
class KmipTemplatesIT {

    private static final Attribute AES = Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES);
    private static final Attribute LONG = Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256);
    private static final Attribute SHORT = Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 128);
    private static final Attribute MASK = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK,
            KmipMask.of(CryptographicUsageMask.ENCRYPT, CryptographicUsageMask.DECRYPT));
    /** In the past: a key made of the Template is active at once, and the Template itself is not. */
    private static final Attribute ACTIVE = Attribute.of(AttributeType.ACTIVATION_DATE, Instant.parse("2026-01-02T03:04:05Z"));

    private final KmipSite site;
    private final String run = UUID.randomUUID().toString();

    KmipTemplatesIT(KmipSite site) {
        this.site = site;
    }

    private KmipClient client(String version) throws IOException {
        return site.client("kmip-client-a", version(version));
    }

    private static String register(KmipClient client, String name, Attribute... content) throws IOException {
        return client.register(new ManagedObject.Template(List.of(content)), Attribute.name(name));
    }

    private static Create.Request create(Attributes attributes) {
        return new Create.Request(ObjectType.SYMMETRIC_KEY, attributes, List.of());
    }

    private static Attributes named(List<String> templates, Attribute... own) {
        return new Attributes(List.of(own), templates.stream().map(Name::of).toList());
    }

    private static String created(KmipClient client, List<String> templates, Attribute... own) throws IOException {
        return client.call(create(named(templates, own)), Create.Response.class).uniqueIdentifier();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.2", "1.4"})
    void template_isKeptGivenOutLocatedAndDestroyed(String version) throws IOException {
        try (KmipClient client = client(version)) {
            Attribute group = Attribute.of(AttributeType.OBJECT_GROUP, "of " + run);
            String template = register(client, run, AES, LONG, MASK, ACTIVE, group);
            assertTrue(client.query(QueryFunction.QUERY_OBJECTS).objectTypes().contains(ObjectType.TEMPLATE));
            assertEquals(List.of(AES, LONG, MASK, ACTIVE, group), content(client.get(template)));
            Attributes shown = client.getAttributes(template);
            assertEquals(run, Name.from(shown.first(AttributeType.NAME).orElseThrow().value()).value());
            assertEquals(256, shown.integer(AttributeType.CRYPTOGRAPHIC_LENGTH).orElseThrow());
            assertTrue(shown.first(AttributeType.STATE).isEmpty());
            assertEquals(List.of(template), client.locate(Attribute.name(run), Attribute.of(AttributeType.OBJECT_TYPE, ObjectType.TEMPLATE)));

            String key = created(client, List.of(run), Attribute.name(run + " key"));
            Attributes made = client.getAttributes(key);
            assertEquals(256, made.integer(AttributeType.CRYPTOGRAPHIC_LENGTH).orElseThrow());
            assertEquals("of " + run, made.text(AttributeType.OBJECT_GROUP).orElseThrow());
            assertTrue(client.locate(group).containsAll(List.of(template, key)));
            assertEquals(List.of(key), client.locate(group, Attribute.of(AttributeType.STATE, State.ACTIVE)));

            refused(() -> client.activate(template), ResultReason.ILLEGAL_OPERATION);
            client.destroy(template);
            refused(() -> created(client, List.of(run)), ResultReason.ITEM_NOT_FOUND);
            assertEquals(256, client.getAttributes(key).integer(AttributeType.CRYPTOGRAPHIC_LENGTH).orElseThrow());
        }
    }

    private static List<Attribute> content(ManagedObject object) {
        return ((ManagedObject.Template) object).attributes().stream().map(one -> Attribute.of(one.name(), one.value())).toList();
    }

    @Test
    void requestsOwnAttributes_goBeforeTemplates_andLaterTemplatesBeforeEarlier() throws IOException {
        try (KmipClient client = client("1.4")) {
            register(client, run + " long", AES, LONG, MASK, Attribute.of(AttributeType.OBJECT_GROUP, run + " a"));
            register(client, run + " short", SHORT, Attribute.of(AttributeType.OBJECT_GROUP, run + " b"));
            assertEquals(128, length(client, created(client, List.of(run + " long", run + " short"))));
            assertEquals(256, length(client, created(client, List.of(run + " short", run + " long"))));
            String own = created(client, List.of(run + " long", run + " short"), LONG, Attribute.of(AttributeType.OBJECT_GROUP, run + " c"));
            assertEquals(256, length(client, own));
            assertEquals(List.of(run + " a", run + " b", run + " c"), client.getAttributes(own).all(AttributeType.OBJECT_GROUP).stream()
                    .map(one -> ((Item.Text) one.value()).value()).sorted().toList());
        }
    }

    private static int length(KmipClient client, String key) throws IOException {
        return client.getAttributes(key).integer(AttributeType.CRYPTOGRAPHIC_LENGTH).orElseThrow();
    }

    @Test
    void halvesOfAPair_haveTheirOwnTemplates_beforeThoseOfBoth() throws IOException {
        try (KmipClient client = client("1.3")) {
            register(client, run + " pair", Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.ECDSA),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256), Attribute.of(AttributeType.CONTACT_INFORMATION, "both"));
            register(client, run + " private", mask(CryptographicUsageMask.SIGN), Attribute.of(AttributeType.CONTACT_INFORMATION, "private"));
            register(client, run + " public", mask(CryptographicUsageMask.VERIFY));
            CreateKeyPair.Response pair = client.call(new CreateKeyPair.Request(
                    named(List.of(run + " pair")), named(List.of(run + " private")), named(List.of(run + " public")),
                    List.of(), List.of(), List.of()), CreateKeyPair.Response.class);
            Attributes secret = client.getAttributes(pair.privateKeyUniqueIdentifier());
            Attributes open = client.getAttributes(pair.publicKeyUniqueIdentifier());
            assertEquals(List.of("private", "both"), List.of(secret.text(AttributeType.CONTACT_INFORMATION).orElseThrow(),
                    open.text(AttributeType.CONTACT_INFORMATION).orElseThrow()));
            assertEquals(KmipMask.of(CryptographicUsageMask.VERIFY), open.integer(AttributeType.CRYPTOGRAPHIC_USAGE_MASK).orElseThrow());
        }
    }

    private static Attribute mask(CryptographicUsageMask use) {
        return Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(use));
    }

    @Test
    void registerAndReKey_takeTemplatesToo_andAChangedTemplateCountsFromThenOn() throws IOException {
        try (KmipClient client = client("1.4")) {
            String template = register(client, run, MASK, Attribute.of(AttributeType.CONTACT_INFORMATION, "first"));
            ManagedObject known = client.get(client.create(ObjectType.SYMMETRIC_KEY, AES, LONG, MASK));
            String registered = client.call(new Register.Request(named(List.of(run)), known), Register.Response.class).uniqueIdentifier();
            assertEquals("first", client.getAttributes(registered).text(AttributeType.CONTACT_INFORMATION).orElseThrow());

            client.modifyAttribute(template, Attribute.of(AttributeType.CONTACT_INFORMATION, "second"));
            assertEquals("second", ((ManagedObject.Template) client.get(template)).attributes().stream()
                    .filter(one -> one.name() == AttributeType.CONTACT_INFORMATION)
                    .map(one -> ((Item.Text) one.value()).value()).findFirst().orElseThrow());
            String replacement = client.call(new ReKey.Request(UniqueIdentifier.of(registered), null,
                    named(List.of(run)), List.of()), ReKey.Response.class).uniqueIdentifier();
            assertEquals("second", client.getAttributes(replacement).text(AttributeType.CONTACT_INFORMATION).orElseThrow());
            assertEquals("first", client.getAttributes(registered).text(AttributeType.CONTACT_INFORMATION).orElseThrow());
        }
    }

    @Test
    void templatesOwnAttributes_areShown_andNotGivenToObjects() throws IOException {
        try (KmipClient client = client("1.4")) {
            Attribute own = Attribute.of(AttributeType.OBJECT_GROUP, "templates of " + run);
            Attribute both = Attribute.of(AttributeType.OBJECT_GROUP, "both of " + run);
            Attribute content = Attribute.of(AttributeType.OBJECT_GROUP, "keys of " + run);
            Attribute contact = Attribute.of(AttributeType.CONTACT_INFORMATION, "whoever keeps Templates");
            String template = client.register(new ManagedObject.Template(List.of(AES, LONG, MASK, both, content)), Attribute.name(run), own,
                    both, contact);
            assertEquals(List.of(own, both, content), groups(client, template));
            assertEquals(List.of(AES, LONG, MASK, both, content).size(), content(client.get(template)).size());
            assertTrue(content(client.get(template)).containsAll(List.of(AES, LONG, MASK, both, content)));
            String key = created(client, List.of(run));
            assertEquals(List.of(both, content), groups(client, key));
            assertTrue(client.getAttributes(key).text(AttributeType.CONTACT_INFORMATION).isEmpty());

            client.modifyAttribute(template, Attribute.of(AttributeType.CONTACT_INFORMATION, "others"));
            assertTrue(client.getAttributes(created(client, List.of(run))).text(AttributeType.CONTACT_INFORMATION).isEmpty());
            client.addAttribute(template, Attribute.of(AttributeType.OBJECT_GROUP, "later of " + run));
            assertEquals(3, groups(client, created(client, List.of(run))).size());
        }
    }

    private static List<Attribute> groups(KmipClient client, String object) throws IOException {
        return client.getAttributes(object).all(AttributeType.OBJECT_GROUP).stream().map(one -> Attribute.of(one.name(), one.value())).toList();
    }

    @Test
    void templateOfARequestThatIsRefused_leavesNoServedEntry() throws Exception {
        try (KmipClient client = client("1.4")) {
            String template = register(client, run, AES, LONG);
            refused(() -> created(client, List.of(run)), ResultReason.INVALID_FIELD);
            String key = created(client, List.of(run), MASK);
            assertEquals(List.of("Register"), served(template));
            assertEquals(List.of("Create"), served(key));
        }
    }

    private List<String> served(String object) throws Exception {
        try (Connection connection = DriverManager.getConnection(site.database().jdbcUrl(), site.database().user(),
                Files.readString(site.database().passwordFile()).strip());
                PreparedStatement select = connection.prepareStatement(
                        "select operation from audit_entry where result = 'served' and ?::uuid = any (objects) order by seq")) {
            select.setString(1, object);
            List<String> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        }
    }

    @Test
    void deriveKey_takesATemplate() throws IOException {
        try (KmipClient client = client("1.2")) {
            register(client, run, AES, SHORT, MASK);
            String base = client.create(ObjectType.SYMMETRIC_KEY, AES, LONG, mask(CryptographicUsageMask.DERIVE_KEY));
            client.activate(base);
            CryptographicParameters sha256 = new CryptographicParameters(null, null, HashingAlgorithm.SHA_256, null, null, null, null, null, null, null,
                    null, null, null, null, null, null, null, null);
            String derived = client.keys().deriveKey(new DeriveKey.Request(ObjectType.SYMMETRIC_KEY, List.of(UniqueIdentifier.of(base)),
                    DerivationMethod.HASH, new DerivationParameters(sha256, null, List.of(), null, null), named(List.of(run))));
            assertEquals(128, length(client, derived));
        }
    }

    @Test
    void whatCannotBeATemplate_isRefused() throws IOException {
        try (KmipClient client = client("1.4")) {
            refused(() -> register(client, run, AES, Attribute.name("inside")), ResultReason.INVALID_FIELD);
            refused(() -> register(client, run), ResultReason.INVALID_FIELD);
            refused(() -> client.register(new ManagedObject.Template(List.of(AES))), ResultReason.INVALID_FIELD);
            refused(() -> register(client, run, Attribute.of(AttributeType.DESTROY_DATE, Instant.now())), ResultReason.INVALID_FIELD);
            String template = register(client, run, AES, SHORT, MASK);
            refused(() -> register(client, run, AES), ResultReason.INVALID_FIELD);
            try (KmipClient other = site.client("kmip-other", version("1.4"))) {
                refused(() -> created(other, List.of(run)), ResultReason.ITEM_NOT_FOUND);
                refused(() -> other.get(template), ResultReason.ITEM_NOT_FOUND);
            }
            client.keys().archive(template);
            refused(() -> created(client, List.of(run)), ResultReason.OBJECT_ARCHIVED);
            client.keys().recover(template);
            assertEquals(128, length(client, created(client, List.of(run))));
        }
    }

    @Test
    void since2_0_thereAreNoTemplates() throws IOException {
        String template;
        try (KmipClient client = client("1.4")) {
            template = register(client, run, AES, LONG, MASK);
        }
        try (KmipClient client = client("2.1")) {
            assertFalse(client.query(QueryFunction.QUERY_OBJECTS).objectTypes().contains(ObjectType.TEMPLATE));
            assertEquals(List.of(), client.locate(Attribute.name(run)));
            refused(() -> client.get(template), ResultReason.INVALID_OBJECT_TYPE);
            refused(() -> client.getAttributes(template), ResultReason.INVALID_OBJECT_TYPE);
            refused(() -> client.activate(template), ResultReason.INVALID_OBJECT_TYPE);
        }
    }

    private static ProtocolVersion version(String text) {
        return ProtocolVersion.supported().stream().filter(version -> version.toString().equals(text)).findFirst().orElseThrow();
    }

    private interface Refused {
        void run() throws IOException;
    }

    private static void refused(Refused request, ResultReason reason) {
        assertEquals(reason, assertThrows(KmipException.class, request::run).reason());
    }
}
