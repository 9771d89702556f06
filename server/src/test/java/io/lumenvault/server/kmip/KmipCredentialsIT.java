package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.payload.CreateCredential;
import io.lumenvault.kmip.payload.Login;
import io.lumenvault.kmip.payload.Ping;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.OtpAlgorithm;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** Credentials of every type, their withdrawal, and tickets obtained by them; over TLS, on a real site. */
@ExtendWith(SharedKmipSite.class)
class KmipCredentialsIT {

    private static final String PASSWORD = "it is long enough";
    private static final byte[] SEED = "a seed of twenty bytes".getBytes(StandardCharsets.US_ASCII);
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int MOST_FAILURES = 10;

    private final KmipSite site;

    KmipCredentialsIT(KmipSite site) {
        this.site = site;
    }

    @Test
    void withdrawnPassword_worksNoMore_norTicketsObtainedByIt() throws Exception {
        String password = makeUser("withdrawn", password(PASSWORD)).getFirst();
        Credential ticket;
        try (KmipClient user = client("teller-a", given("withdrawn", PASSWORD))) {
            ticket = Credential.ticket(user.server().login(new Login.Request(null, null, null)));
        }
        try (KmipClient byTicket = client("teller-a", ticket); KmipClient other = client("teller-b", ticket)) {
            byTicket.server().ping();
            refused(ResultReason.PERMISSION_DENIED, () -> byTicket.server().login(new Login.Request(null, null, null)));
            refused(ResultReason.INVALID_TICKET, () -> other.server().ping());
            try (HttpsCaller officer = site.https("administrator"); HttpsCaller nobody = site.https("teller-a")) {
                String path = "/console/v1/credentials/" + password;
                assertEquals(FORBIDDEN, nobody.send("DELETE", path, null, BodyPublishers.noBody()).status());
                byTicket.server().ping();
                assertEquals(NO_CONTENT, officer.send("DELETE", path, null, BodyPublishers.noBody()).status());
                assertEquals(NOT_FOUND, officer.send("DELETE", path, null, BodyPublishers.noBody()).status());
            }
            refused(ResultReason.INVALID_TICKET, () -> byTicket.server().ping());
        }
        try (KmipClient user = client("teller-a", given("withdrawn", PASSWORD))) {
            refused(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, () -> user.server().ping());
        }
        JsonNode listed = credentials("withdrawn").get(0);
        assertEquals(password, listed.path("id").asText());
        assertFalse(listed.path("withdrawn_at").isNull());
    }

    @Test
    void ticketOfAnAsynchronousLogin_endsWithItsPassword() throws Exception {
        String password = makeUser("later", password(PASSWORD)).getFirst();
        Credential ticket;
        try (KmipClient user = client("teller-a", given("later", PASSWORD))) {
            byte[] pending = user.pending().submit(new Login.Request(null, null, null), AsynchronousIndicator.MANDATORY).pending().orElseThrow();
            user.pending().process(pending);
            ticket = Credential.ticket(user.pending().poll(pending, Operation.LOGIN).get(Login.Response.class).ticket());
        }
        try (KmipClient byTicket = client("teller-a", ticket)) {
            byTicket.server().ping();
            withdraw(password);
            refused(ResultReason.INVALID_TICKET, () -> byTicket.server().ping());
        }
    }

    @Test
    void withdrawnOneTimePasswords_makeOfTwoFactorsNotOne() throws Exception {
        String token = makeUser("two-factor", password(PASSWORD), oneTime(OtpAlgorithm.HOTP)).getLast();
        withdraw(token);
        assertRefused("teller-b", given("two-factor", PASSWORD));
        assertRefused("teller-b", oneTime("two-factor", PASSWORD, 0));
    }

    private void withdraw(String credential) throws IOException, InterruptedException {
        try (HttpsCaller officer = site.https("administrator")) {
            assertEquals(NO_CONTENT, officer.send("DELETE", "/console/v1/credentials/" + credential, null, BodyPublishers.noBody()).status());
        }
    }

    @Test
    void password_isChangedByItsUser_andByAnOfficer_andTheOldOneIsGoneEachTime() throws Exception {
        makeUser("changing", password(PASSWORD));
        Credential ticket;
        try (KmipClient user = client("teller-a", given("changing", PASSWORD))) {
            ticket = Credential.ticket(user.server().login(new Login.Request(null, null, null)));
        }
        try (HttpsCaller teller = site.https("teller-a"); HttpsCaller officer = site.https("administrator")) {
            assertEquals(BAD_REQUEST, teller.postJson("/console/v1/password", "{}").status());
            assertEquals(FORBIDDEN, teller.postJson("/console/v1/password", change("changing", "wrong", "second password")).status());
            assertEquals(NO_CONTENT, teller.postJson("/console/v1/password", change("changing", PASSWORD, "second password")).status());
            assertLogin("changing", "second password", PASSWORD);
            try (KmipClient byTicket = client("teller-a", ticket)) {
                refused(ResultReason.INVALID_TICKET, () -> byTicket.server().ping());
            }
            String set = "{\"password\":\"third password\"}";
            assertEquals(FORBIDDEN, teller.postJson("/console/v1/principals/changing/password", set).status());
            assertEquals(NO_CONTENT, officer.postJson("/console/v1/principals/changing/password", set).status());
            assertLogin("changing", "third password", "second password");
            assertEquals(BAD_REQUEST, officer.postJson("/console/v1/principals/teller-a/password", set).status());
        }
        assertEquals(3, credentials("changing").size());
        String log = auditAndLog();
        assertTrue(log.contains("as changing: the credential is not that of the user"));
        for (String secret : List.of(PASSWORD, "second password", "third password")) {
            assertFalse(log.contains(secret));
        }
    }

    @Test
    void oneTimePassword_isGoodOnce_inOrder_andOnlyWithThePassword() throws Exception {
        makeUser("one-timer", password(PASSWORD), oneTime(OtpAlgorithm.HOTP));
        Credential ticket;
        try (KmipClient user = client("teller-b", oneTime("one-timer", PASSWORD, 0))) {
            ticket = Credential.ticket(user.server().login(new Login.Request(null, null, null)));
            refused(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, () -> user.server().ping());
        }
        try (KmipClient byTicket = client("teller-b", ticket)) {
            byTicket.server().ping();
        }
        assertRefused("teller-b", given("one-timer", PASSWORD));
        assertRefused("teller-b", oneTime("one-timer", null, 5));
        try (KmipClient ahead = client("teller-b", oneTime("one-timer", PASSWORD, 5))) {
            ahead.server().ping();
        }
        assertRefused("teller-b", oneTime("one-timer", PASSWORD, 3));
    }

    @Test
    @Timeout(120)
    void seeds_areSealedAnew_whenTheMasterKeyIsRotated_andGoOnWorking() throws Exception {
        makeUser("rotated", oneTime(OtpAlgorithm.HOTP));
        int before = oldestSeal();
        try (HttpsCaller officer = site.https("administrator")) {
            assertEquals(2, officer.postJson("/console/v1/master-keys/rotate", "{}").status() / 100);
        }
        while (oldestSeal() <= before) {
            Thread.sleep(100);
        }
        try (KmipClient user = client("teller-b", oneTime("rotated", null, 0))) {
            user.server().ping();
        }
    }

    private int oldestSeal() throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(site.database().jdbcUrl(), site.database().user(),
                Files.readString(site.database().passwordFile()).strip());
                ResultSet oldest = connection.createStatement().executeQuery("select min(generation) from user_credential_secret")) {
            assertTrue(oldest.next());
            return oldest.getInt(1);
        }
    }

    @Test
    void oneTimePasswordByTime_isGoodNow_andOnce() throws Exception {
        makeUser("timer", oneTime(OtpAlgorithm.TOTP));
        try (KmipClient user = client("guesser", oneTime("timer", null, Instant.now().getEpochSecond() / 30))) {
            user.server().ping();
            refused(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, () -> user.server().ping());
        }
    }

    @Test
    void hashedPassword_isAnsweredWithTheServersProof_andItsTimeStampIsGoodOnce() throws Exception {
        byte[] first = hash(utf8("hasher"), utf8(PASSWORD));
        byte[] second = hash(utf8(PASSWORD), utf8("hasher"));
        makeUser("hasher", new CreateCredential.Request(CredentialType.HASHED_PASSWORD, Attributes.NONE, Structure.of(
                Tag.HASHED_PASSWORD_CREDENTIAL, new Item.Bytes(Tag.HASHED_USERNAME_PASSWORD, first),
                new Item.Bytes(Tag.HASHED_PASSWORD_USERNAME, second))));
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        byte[] time = ByteBuffer.allocate(8).putLong(ChronoUnit.MICROS.between(Instant.EPOCH, now)).array();
        byte[] value = joined(hash(first, time), second);
        Credential hashed = Credential.hashedPassword("hasher", now, null, value);
        try (KmipClient user = client("teller-b", hashed)) {
            ResponseMessage answer = user.send(RequestMessage.of(
                    RequestHeader.of(ProtocolVersion.V2_1).withCredentials(List.of(hashed)), List.of(new Ping.Request())));
            assertTrue(answer.items().getFirst().succeeded());
            assertArrayEquals(hash(time, first, hash(second)), answer.header().serverHashedPassword());
            refused(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, () -> user.server().ping());
        }
        assertRefused("teller-b", Credential.hashedPassword("hasher", now.plusSeconds(1), null, value));
    }

    @Test
    void replayedHashedPassword_isRefusedAndRecorded_andDoesNotKeepItsUserOut_butGuessesDo() throws Exception {
        byte[] first = hash(utf8("recorded"), utf8(PASSWORD));
        byte[] second = hash(utf8(PASSWORD), utf8("recorded"));
        makeUser("recorded", hashed(first, second));
        Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Credential recorded = hashed("recorded", start, first, second);
        assertLogin("teller-b", recorded);
        try (KmipClient attacker = client("teller-c", recorded)) {
            refuseOften(attacker);
        }
        try (KmipClient attacker = client("teller-c", hashed("recorded", start.minusSeconds(3600), first, second))) {
            refuseOften(attacker);
        }
        assertLogin("teller-b", hashed("recorded", start.plusMillis(1), first, second));
        assertRecorded("as recorded: the credential was used before, or is of another time");
        try (KmipClient attacker = client("guesser", hashed("recorded", start.plusMillis(2), second, second))) {
            refuseOften(attacker);
        }
        assertRefused("teller-b", hashed("recorded", start.plusMillis(3), first, second));
    }

    @Test
    void replayedOneTimePassword_isRefusedAndRecorded_andDoesNotKeepItsUserOut_butGuessesBesideItDo() throws Exception {
        makeUser("overheard", password(PASSWORD), oneTime(OtpAlgorithm.HOTP));
        assertLogin("teller-b", oneTime("overheard", PASSWORD, 0));
        assertLogin("teller-b", oneTime("overheard", PASSWORD, 3));
        for (int counter : new int[] {0, 3}) {
            try (KmipClient attacker = client("teller-c", oneTime("overheard", PASSWORD, counter))) {
                refuseOften(attacker);
            }
        }
        assertLogin("teller-b", oneTime("overheard", PASSWORD, 4));
        assertRecorded("as overheard: the credential was used before, or is of another time");
        try (KmipClient attacker = client("guesser", oneTime("overheard", "wrong", 4))) {
            refuseOften(attacker);
        }
        assertRefused("teller-b", oneTime("overheard", PASSWORD, 5));
    }

    private void refuseOften(KmipClient attacker) {
        for (int i = 0; i < MOST_FAILURES; i++) {
            refused(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, () -> attacker.server().ping());
        }
    }

    private void assertLogin(String caller, Credential credential) throws IOException {
        try (KmipClient user = client(caller, credential)) {
            user.server().ping();
        }
    }

    private void assertRecorded(String reason) throws IOException, InterruptedException {
        try (HttpsCaller auditor = site.https("auditor")) {
            assertTrue(auditor.get("/console/v1/audit?limit=1000").text().contains(reason));
        }
    }

    private static CreateCredential.Request hashed(byte[] first, byte[] second) {
        return new CreateCredential.Request(CredentialType.HASHED_PASSWORD, Attributes.NONE, Structure.of(Tag.HASHED_PASSWORD_CREDENTIAL,
                new Item.Bytes(Tag.HASHED_USERNAME_PASSWORD, first), new Item.Bytes(Tag.HASHED_PASSWORD_USERNAME, second)));
    }

    private static Credential hashed(String user, Instant time, byte[] first, byte[] second) throws GeneralSecurityException {
        byte[] micros = ByteBuffer.allocate(8).putLong(ChronoUnit.MICROS.between(Instant.EPOCH, time)).array();
        return Credential.hashedPassword(user, time, null, joined(hash(first, micros), second));
    }

    @Test
    void credential_isLinkedToAUserThatThereIs_byAnOfficerAlone_once_andIsAFurtherFactorThen() throws Exception {
        makeUser("linking", password(PASSWORD));
        makeUser("another-user", password(PASSWORD));
        String token;
        try (KmipClient officer = officer()) {
            token = officer.server().createCredential(oneTime(OtpAlgorithm.HOTP));
        }
        assertLogin("teller-b", given("linking", PASSWORD));
        String link = "{\"credential\":\"" + token + "\"}";
        try (HttpsCaller officer = site.https("administrator"); HttpsCaller teller = site.https("teller-a")) {
            assertEquals(FORBIDDEN, teller.postJson("/console/v1/principals/linking/credentials", link).status());
            assertEquals(NOT_FOUND, officer.postJson("/console/v1/principals/nobody-known/credentials", link).status());
            assertEquals(BAD_REQUEST, officer.postJson("/console/v1/principals/teller-a/credentials", link).status());
            assertEquals(BAD_REQUEST, officer.postJson("/console/v1/principals/linking/credentials", "{\"credential\":\"x\"}").status());
            assertEquals(NO_CONTENT, officer.postJson("/console/v1/principals/linking/credentials", link).status());
            assertEquals(NOT_FOUND, officer.postJson("/console/v1/principals/another-user/credentials", link).status());
        }
        assertRefused("teller-b", given("linking", PASSWORD));
        assertLogin("teller-b", oneTime("linking", PASSWORD, 0));
        assertEquals(token, credentials("linking").get(1).path("id").asText());
        assertRecorded("Link Credential");
    }

    @Test
    void credential_isNotLinkedToThoseWhoGovern() throws Exception {
        String token;
        try (KmipClient officer = officer()) {
            token = officer.server().createCredential(password(PASSWORD));
        }
        try (HttpsCaller officer = site.https("administrator")) {
            assertEquals(CREATED, officer.postJson("/console/v1/principals", "{\"name\":\"new-auditor\",\"roles\":[\"auditor\"]}").status());
            assertEquals(FORBIDDEN, officer.postJson("/console/v1/principals/new-auditor/credentials",
                    "{\"credential\":\"" + token + "\"}").status());
        }
    }

    @Test
    void device_isToldByAllThatIsKnownOfIt_andItsPassword() throws Exception {
        makeUser("library", new CreateCredential.Request(CredentialType.DEVICE, Attributes.NONE, Structure.of(Tag.DEVICE_CREDENTIAL,
                Item.Text.of(Tag.DEVICE_SERIAL_NUMBER, "sn-1"), Item.Text.of(Tag.PASSWORD, PASSWORD),
                Item.Text.of(Tag.NETWORK_IDENTIFIER, "00:00:5e:00:53:01"))));
        Item.Text serial = Item.Text.of(Tag.DEVICE_SERIAL_NUMBER, "sn-1");
        Item.Text network = Item.Text.of(Tag.NETWORK_IDENTIFIER, "00:00:5e:00:53:01");
        try (KmipClient device = client("teller-b", Credential.device(serial, Item.Text.of(Tag.PASSWORD, PASSWORD), network))) {
            device.server().ping();
        }
        assertRefused("teller-b", Credential.device(serial, Item.Text.of(Tag.PASSWORD, PASSWORD)));
        assertRefused("teller-b", Credential.device(serial, Item.Text.of(Tag.PASSWORD, "wrong"), network));
        try (KmipClient officer = officer()) {
            refused(ResultReason.FEATURE_NOT_SUPPORTED, () -> officer.server().createCredential(new CreateCredential.Request(
                    CredentialType.DEVICE, Attributes.NONE, Structure.of(Tag.DEVICE_CREDENTIAL, serial))));
        }
    }

    @Test
    void wrongPasswords_areCountedByTheUsersName_onceForAMessage_andNoSuccessTakesThemOff() throws Exception {
        makeUser("guessed", password(PASSWORD));
        try (KmipClient wrong = client("guesser", given("guessed", "wrong")); KmipClient right = client("teller-a", given("guessed", PASSWORD))) {
            wrong.batch(Collections.nCopies(MOST_FAILURES + 2, new Ping.Request()), null);
            right.server().ping();
            for (int i = 1; i < MOST_FAILURES - 1; i++) {
                refused(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, () -> wrong.server().ping());
            }
            right.server().ping();
        }
        assertRefused("renewed", given("guessed", "wrong"));
        try (KmipClient right = client("teller-a", given("guessed", PASSWORD))) {
            refused(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, () -> right.server().ping());
        }
    }

    private void assertRefused(String caller, Credential credential) throws IOException {
        try (KmipClient client = client(caller, credential)) {
            refused(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, () -> client.server().ping());
        }
    }

    private void assertLogin(String user, String now, String before) throws IOException {
        try (KmipClient client = client("teller-a", given(user, now))) {
            client.server().ping();
        }
        assertRefused("teller-a", given(user, before));
    }

    /** @return the credentials */
    private List<String> makeUser(String name, CreateCredential.Request... credentials) throws IOException {
        List<String> made = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>(List.of(Attribute.name(name)));
        try (KmipClient officer = officer()) {
            for (CreateCredential.Request credential : credentials) {
                made.add(officer.server().createCredential(credential));
                attributes.add(Attribute.of(AttributeType.CREDENTIAL_LINK,
                        new Item.Text(Tag.CREDENTIAL_LINK, ItemType.REFERENCE, utf8(made.getLast()))));
            }
            officer.server().createUser(attributes.toArray(Attribute[]::new));
        }
        return made;
    }

    private KmipClient officer() throws IOException {
        return KmipClient.builder("127.0.0.1", site.port(), site.tls("administrator")).preview().version(ProtocolVersion.V3_0).build();
    }

    private KmipClient client(String caller, Credential credential) throws IOException {
        return KmipClient.builder("127.0.0.1", site.port(), site.tls(caller)).version(ProtocolVersion.V2_1).credentials(credential).build();
    }

    private JsonNode credentials(String user) throws IOException, InterruptedException {
        try (HttpsCaller officer = site.https("administrator")) {
            return officer.get("/console/v1/principals/" + user + "/credentials").json().path("credentials");
        }
    }

    private String auditAndLog() throws IOException, InterruptedException {
        try (HttpsCaller auditor = site.https("auditor")) {
            String audit = auditor.get("/console/v1/audit?limit=1000").text();
            assertTrue(audit.contains("Change Password") && audit.contains("Set Password"));
            return audit + Files.readString(site.log());
        }
    }

    private static Credential given(String user, String password) {
        return Credential.usernameAndPassword(user, utf8(password));
    }

    private static CreateCredential.Request password(String password) {
        return new CreateCredential.Request(CredentialType.PASSWORD, Attributes.NONE,
                Structure.of(Tag.PASSWORD_CREDENTIAL, Item.Text.of(Tag.PASSWORD, password)));
    }

    private static CreateCredential.Request oneTime(OtpAlgorithm algorithm) {
        return new CreateCredential.Request(CredentialType.ONE_TIME_PASSWORD, Attributes.NONE, Structure.of(Tag.OTP_CREDENTIAL,
                new Item.Enumeration(Tag.OTP_ALGORITHM, algorithm.code()), new Item.Bytes(Tag.OTP_SEED, SEED)));
    }

    /** RFC 4226 section 5.3. */
    private static Credential oneTime(String user, String password, long factor) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(SEED, "HmacSHA1"));
        byte[] code = mac.doFinal(ByteBuffer.allocate(8).putLong(factor).array());
        int number = (ByteBuffer.wrap(code).getInt(code[code.length - 1] & 15) & Integer.MAX_VALUE) % 1_000_000;
        return Credential.oneTimePassword(user, password == null ? null : utf8(password), utf8(String.format(Locale.ROOT, "%06d", number)));
    }

    private static String change(String user, String password, String wanted) {
        return "{\"user\":\"%s\",\"password\":\"%s\",\"new_password\":\"%s\"}".formatted(user, password, wanted);
    }

    private static byte[] hash(byte[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void refused(ResultReason reason, Executable request) {
        KmipException refusal = assertThrows(KmipException.class, request);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
    }
}
