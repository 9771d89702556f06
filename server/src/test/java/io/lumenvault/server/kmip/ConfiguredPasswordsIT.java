package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.cli.process.PrivateFile;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.payload.Login;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tickets that were obtained by a password of the configuration file, over starts of a real node. */
class ConfiguredPasswordsIT {

    private static final String SETTING = "lumenvault.kmip.password-files.kmip-client-a=";

    @TempDir
    private Path folder;

    @Test
    void ticketOfAConfiguredPassword_lastsOverAStart_andEndsWithTheChangeAndTheWithdrawalOfThePassword() throws Exception {
        Path password = folder.resolve("password");
        PrivateFile.write(password, "the first one");
        try (KmipSite site = KmipSite.start(Path.of("target", "quarkus-app").toAbsolutePath(), folder.resolve("site"),
                KmipSite.OPTIMISED_WHERE_OFTEN, SETTING + password)) {
            Credential first = ticket(site, "kmip-other", "the first one");
            Credential own = ticket(site, "kmip-client-a", "the first one");
            Credential certified = ticket(site, "kmip-client-a", null);
            site.restart(UnaryOperator.identity());
            assertGood(site, "kmip-other", first);
            assertGood(site, "kmip-client-a", own);

            Files.writeString(password, "the second one");
            site.restart(UnaryOperator.identity());
            assertEnded(site, "kmip-other", first);
            assertEnded(site, "kmip-client-a", own);
            assertGood(site, "kmip-client-a", certified);
            Credential second = ticket(site, "kmip-other", "the second one");
            assertGood(site, "kmip-other", second);

            site.restart(settings -> settings.replace(SETTING + password, ""));
            assertEnded(site, "kmip-other", second);
            assertGood(site, "kmip-client-a", certified);
        }
    }

    /** @param password of kmip-client-a, or null where the certificate is all */
    private static Credential ticket(KmipSite site, String caller, String password) throws IOException {
        Credential[] given = password == null ? new Credential[0] : new Credential[] {
            Credential.usernameAndPassword("kmip-client-a", password.getBytes(StandardCharsets.UTF_8))};
        try (KmipClient client = client(site, caller, given)) {
            return Credential.ticket(client.server().login(new Login.Request(null, null, null)));
        }
    }

    private static void assertGood(KmipSite site, String caller, Credential ticket) throws IOException {
        try (KmipClient client = client(site, caller, ticket)) {
            client.server().ping();
        }
    }

    private static void assertEnded(KmipSite site, String caller, Credential ticket) throws IOException {
        try (KmipClient client = client(site, caller, ticket)) {
            KmipException refusal = assertThrows(KmipException.class, () -> client.server().ping());
            assertEquals(ResultReason.INVALID_TICKET, refusal.reason(), refusal.getMessage());
        }
    }

    private static KmipClient client(KmipSite site, String caller, Credential... credentials) throws IOException {
        return KmipClient.builder("127.0.0.1", site.port(), site.tls(caller)).version(ProtocolVersion.V2_1).credentials(credentials).build();
    }
}
