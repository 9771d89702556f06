package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RequiresToken
@Timeout(120)
class SeveralTokensTest {

    private static final byte[] SECRET = {1, 2, 3, 4};
    private static final int CALLERS = 8;

    @AfterEach
    void leaveTheServerRunning() {
        P11KitServer.shared().ensureRunning();
    }

    private static RootOfTrust open(TestToken... tokens) {
        return RootOfTrust.open(Arrays.stream(tokens).map(TestToken::config).toList(), Clock.systemUTC());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1);
        }
    }

    /** Whatever libraries the tokens are of, a generation made for both is the same key in both, and can be extracted from neither. */
    @ParameterizedTest
    @CsvSource({"SOFTHSM2,SOFTHSM2", "SOFTHSM2,P11_KIT", "NSS_SOFTOKEN,NSS_SOFTOKEN", "NSS_SOFTOKEN,SOFTHSM2", "P11_KIT,NSS_SOFTOKEN"})
    void createMasterKey_isTheSameInBothTokens(TokenLibrary first, TokenLibrary second) {
        TestToken one = first.token("several-1-" + second);
        TestToken two = second.token("several-2-" + first);
        byte[] sealed;
        try (RootOfTrust both = open(one, two)) {
            assertEquals(1, both.createMasterKey().generation());
            assertEquals(2, both.createMasterKey().generation());
            sealed = both.seal(2, SECRET);
            List<TokenStatus> seen = both.inspect();
            assertEquals(Set.of(1, 2), seen.getFirst().checkValues().keySet());
            assertEquals(seen.getFirst().checkValues(), seen.getLast().checkValues());
        }
        for (TestToken token : List.of(one, two)) {
            try (Pkcs11RootOfTrust alone = (Pkcs11RootOfTrust) token.open()) {
                assertArrayEquals(SECRET, alone.open(2, sealed));
                Epoch epoch = alone.epoch();
                try (TokenObjects objects = new TokenObjects(epoch.cryptoki(), epoch.token().slot())) {
                    assertArrayEquals(new byte[] {0}, objects.attribute(epoch.masterKeys().handle(2), AttributeTemplate.CKA_EXTRACTABLE));
                    assertArrayEquals(new byte[] {1}, objects.attribute(epoch.masterKeys().handle(2), AttributeTemplate.CKA_SENSITIVE));
                }
            }
        }
    }

    @Test
    void createMasterKey_byTwoAtOnce_makesTwoGenerations() throws Exception {
        try (RootOfTrust both = open(TestToken.create("at-once-1"), TestToken.create("at-once-2"));
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<MasterKey> one = threads.submit(() -> both.createMasterKey());
            Future<MasterKey> other = threads.submit(() -> both.createMasterKey());
            assertEquals(Set.of(1, 2), Set.of(one.get().generation(), other.get().generation()));
            assertEquals(List.of(1, 2), both.masterKeys().stream().map(MasterKey::generation).toList());
        }
    }

    /** No database is at hand in a ceremony: the tokens themselves know which numbers were given to keys that are destroyed. */
    @Test
    void createMasterKey_neverGivesTheNumberOfADestroyedKey_alsoWhereATokenCameLater() {
        TestToken one = TestToken.create("given-1");
        TestToken two = TestToken.create("given-2");
        try (RootOfTrust alone = one.open()) {
            alone.createMasterKey();
            alone.createMasterKey();
            alone.destroyMasterKey(2);
            assertEquals(3, alone.createMasterKey().generation());
            alone.destroyMasterKey(3);
        }
        try (RootOfTrust both = open(two, one)) {
            assertEquals(4, both.createMasterKey().generation());
            both.destroyMasterKey(4);
        }
        try (RootOfTrust alone = two.open()) {
            assertEquals(5, alone.createMasterKey().generation());
            alone.noteGiven(7);
            alone.noteGiven(6);
            assertEquals(8, alone.createMasterKey().generation());
        }
    }

    @Test
    void createMasterKey_goesPastNumbersThatOnlyTheCallerKnows() {
        try (RootOfTrust both = open(TestToken.create("at-least-1"), TestToken.create("at-least-2"))) {
            assertEquals(5, both.createMasterKey(5).generation());
            assertEquals(6, both.createMasterKey(3).generation());
        }
        try (RootOfTrust alone = TestToken.create("at-least").open()) {
            assertEquals(5, alone.createMasterKey(5).generation());
            assertEquals(6, alone.createMasterKey(3).generation());
        }
    }

    @ParameterizedTest
    @CsvSource({"SOFTHSM2", "NSS_SOFTOKEN"})
    void signingKey_isTheSameInBothTokens(TokenLibrary library) throws Exception {
        TestToken one = library.token("signing-1");
        TestToken two = library.token("signing-2");
        byte[] publicKey;
        try (RootOfTrust both = open(one, two)) {
            publicKey = both.signaturePublicKey();
            assertTrue(both.tokens().stream().allMatch(TokenStatus::signs));
        }
        for (TestToken token : List.of(one, two)) {
            try (RootOfTrust alone = token.open()) {
                assertArrayEquals(publicKey, alone.signaturePublicKey());
                Signature verifier = Signature.getInstance("SHA256withECDSA", "SunEC");
                verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey)));
                verifier.update(SECRET);
                assertTrue(verifier.verify(alone.sign(SECRET)));
            }
        }
    }

    @Test
    void oneTokenKilledUnderLoad_isNoErrorToAnybody() throws Exception {
        P11KitServer server = P11KitServer.shared();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong calls = new AtomicLong();
        try (RootOfTrust both = open(TestToken.create("surviving"), server.token());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            both.createMasterKey();
            byte[] sealed = both.seal(1, SECRET);
            List<Future<?>> load = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                load.add(threads.submit(() -> {
                    while (!stop.get()) {
                        assertArrayEquals(SECRET, both.open(1, sealed));
                        both.random(new byte[8]);
                        both.open(both.activeMasterKey().generation(), both.seal(1, SECRET));
                        both.sign(SECRET);
                        calls.incrementAndGet();
                    }
                }));
            }
            for (int round = 0; round < 3; round++) {
                long atStart = calls.get();
                await(() -> calls.get() > atStart + 100);
                server.kill();
                await(() -> both.tokens().get(1).health().state() == HsmHealth.State.UNAVAILABLE);
                assertEquals(HsmHealth.State.AVAILABLE, both.health().state());
                HsmUnavailableException e = assertThrows(HsmUnavailableException.class, both::createMasterKey);
                assertTrue(e.getMessage().startsWith("a new master key is made in all tokens or in none (token \"p11-kit-"),
                        e.getMessage());
                long whileAway = calls.get();
                await(() -> calls.get() > whileAway + 100);
                server.start();
                await(() -> both.tokens().get(1).health().state() == HsmHealth.State.AVAILABLE);
            }
            stop.set(true);
            for (Future<?> future : load) {
                future.get();
            }
            assertEquals(2, both.createMasterKey().generation());
        }
    }

    @Test
    void oneTokenAwayAtTheStart_isDoneWithout_andUsedWhenItComes() throws Exception {
        P11KitServer server = P11KitServer.shared();
        TestToken one = TestToken.create("early");
        TestToken two = server.token();
        byte[] sealed;
        try (RootOfTrust both = open(one, two)) {
            both.createMasterKey();
            sealed = both.seal(1, SECRET);
        }
        server.kill();
        try (RootOfTrust both = open(one, two)) {
            assertArrayEquals(SECRET, both.open(1, sealed));
            assertEquals(HsmHealth.State.UNAVAILABLE, both.tokens().get(1).health().state());
            server.start();
            await(() -> both.tokens().get(1).health().state() == HsmHealth.State.AVAILABLE);
            assertEquals(1, both.tokens().get(1).masterKeys().size());
        }
    }

    /** What a token that stood alone holds stays there; the next generation is in both. */
    @Test
    void generationOfOneTokenAlone_isUsedWhereItIs() {
        TestToken old = TestToken.create("old");
        byte[] sealed;
        byte[] publicKey;
        try (RootOfTrust alone = old.open()) {
            alone.createMasterKey();
            sealed = alone.seal(1, SECRET);
            publicKey = alone.signaturePublicKey();
        }
        try (RootOfTrust both = open(TestToken.create("newcomer"), old)) {
            for (int i = 0; i < 4; i++) {
                assertArrayEquals(SECRET, both.open(1, sealed));
                both.sign(SECRET);
            }
            assertArrayEquals(publicKey, both.signaturePublicKey());
            assertEquals(2, both.createMasterKey().generation());
            assertEquals(List.of(2), both.tokens().getFirst().masterKeys().stream().map(MasterKey::generation).toList());
            assertThrows(HsmException.class, () -> both.open(9, sealed));
        }
    }

    private static final AesCipher ECB = new AesCipher(AesCipher.Mode.ECB, new byte[0], new byte[0], 0);
    private static final Set<KeyUse> CIPHER = Set.of(KeyUse.ENCRYPT, KeyUse.DECRYPT);

    /** Keys of users are the same in both tokens, so either of them serves alone. */
    @ParameterizedTest
    @CsvSource({"SOFTHSM2,SOFTHSM2", "SOFTHSM2,NSS_SOFTOKEN"})
    void keysOfUsers_areUsedInEitherToken(TokenLibrary first, TokenLibrary second) {
        TestToken one = first.token("users-1-" + second);
        TestToken two = second.token("users-2-" + first);
        UUID internal = UUID.randomUUID();
        UUID destroyed = UUID.randomUUID();
        byte[] underInternal;
        KeySource.Wrapped wrapped;
        byte[] underWrapped;
        try (RootOfTrust both = open(one, two)) {
            both.createMasterKey();
            both.internalKeys().create(internal, 256, CIPHER);
            underInternal = both.internalKeys().encrypt(internal, ECB, new byte[16]);
            both.internalKeys().create(destroyed, 256, CIPHER);
            both.internalKeys().destroy(destroyed);
            wrapped = new KeySource.Wrapped(1, both.wrappedKeys().create(1, 256));
            underWrapped = both.wrappedKeys().encrypt(wrapped, ECB, new byte[16]);
            wrapped = new KeySource.Wrapped(1, both.wrappedKeys().rewrap(wrapped, 1));
        }
        for (TestToken token : List.of(one, two)) {
            try (RootOfTrust alone = token.open()) {
                assertArrayEquals(underInternal, alone.internalKeys().encrypt(internal, ECB, new byte[16]));
                assertArrayEquals(underWrapped, alone.wrappedKeys().encrypt(wrapped, ECB, new byte[16]));
                assertThrows(HsmException.class, () -> alone.internalKeys().encrypt(destroyed, ECB, new byte[16]));
            }
        }
    }

    /** Generations that were made before there were wrapping keys. */
    @Test
    void wrappingKeyThatIsMissing_isMadeInBothTokens() {
        TestToken one = TestToken.create("later-1");
        TestToken two = TestToken.create("later-2");
        KeySource.Wrapped wrapped;
        byte[] block;
        try (RootOfTrust both = open(one, two)) {
            both.createMasterKey();
        }
        for (TestToken token : List.of(one, two)) {
            try (Pkcs11RootOfTrust alone = (Pkcs11RootOfTrust) token.open()) {
                alone.epoch().wrappingKeys().destroy(1);
            }
        }
        try (RootOfTrust both = open(one, two)) {
            wrapped = new KeySource.Wrapped(1, both.wrappedKeys().create(1, 128));
            block = both.wrappedKeys().encrypt(wrapped, ECB, new byte[16]);
        }
        for (TestToken token : List.of(one, two)) {
            try (RootOfTrust alone = token.open()) {
                assertArrayEquals(block, alone.wrappedKeys().encrypt(wrapped, ECB, new byte[16]));
            }
        }
    }

    /** The key of a token that stood alone is used there; no new one is made while a token is away. */
    @Test
    void internalKey_ofOneTokenAlone_isUsedWhereItIs() throws Exception {
        P11KitServer server = P11KitServer.shared();
        TestToken old = TestToken.create("old-user");
        UUID internal = UUID.randomUUID();
        try (RootOfTrust alone = old.open()) {
            alone.createMasterKey();
            alone.internalKeys().create(internal, 256, CIPHER);
        }
        try (RootOfTrust both = open(server.token(), old)) {
            for (int i = 0; i < 4; i++) {
                both.internalKeys().encrypt(internal, ECB, new byte[16]);
            }
            both.createMasterKey();
            UUID never = UUID.randomUUID();
            HsmException refused = assertThrows(HsmException.class, () -> both.internalKeys().create(never, 256, CIPHER));
            assertTrue(refused.getMessage().contains("offers no AES-KWP (RFC 5649)"), refused.getMessage());
            assertThrows(HsmException.class, () -> both.internalKeys().encrypt(never, ECB, new byte[16]));
            server.kill();
            await(() -> both.tokens().getFirst().health().state() == HsmHealth.State.UNAVAILABLE);
            both.internalKeys().encrypt(internal, ECB, new byte[16]);
            HsmUnavailableException away = assertThrows(HsmUnavailableException.class,
                    () -> both.internalKeys().create(never, 256, CIPHER));
            assertTrue(away.getMessage().startsWith("a key of storage class internal is made in all tokens or in none"), away.getMessage());
            server.start();
        }
    }

    @Test
    void tokensWithDifferentSigningKeys_areRefused() {
        TestToken one = TestToken.create("signer-1");
        TestToken two = TestToken.create("signer-2");
        one.open().close();
        two.open().close();
        HsmException e = assertThrows(HsmException.class, () -> open(one, two));
        assertTrue(e.getMessage().startsWith("tokens \"signer-1\" and \"signer-2\" hold different audit signing keys"), e.getMessage());
    }

    @Test
    void sameTokenTwice_isRefused() {
        TestToken token = TestToken.create("twice");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> open(token, token));
        assertTrue(e.getMessage().endsWith("is configured twice"), e.getMessage());
    }
}
