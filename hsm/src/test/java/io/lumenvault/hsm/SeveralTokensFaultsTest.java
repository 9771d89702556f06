package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of two tokens fails in the middle of something: the other does without it, and nothing is undone that others have done. */
@RequiresToken
@Timeout(120)
class SeveralTokensFaultsTest {

    private static final byte[] SECRET = {1, 2, 3, 4};
    private static final AesCipher ECB = new AesCipher(AesCipher.Mode.ECB, new byte[0], new byte[0], 0);
    private static final Set<KeyUse> CIPHER = Set.of(KeyUse.ENCRYPT, KeyUse.DECRYPT);
    private static final int FIND_OBJECTS_INIT = 26;
    private static final int UNWRAP_KEY = 61;
    private static final long FUNCTION_FAILED = 0x6;
    private static final long DEVICE_ERROR = 0x30;

    private static RootOfTrust open(TestToken one, TestToken two) {
        return RootOfTrust.open(List.of(one.config(), two.config()), Clock.systemUTC());
    }

    private static Pkcs11RootOfTrust member(RootOfTrust several, int index) {
        return ((SeveralTokens) several).members().get(index);
    }

    /** Searches for objects fail in SoftHSM2, as in a token that is about to be lost. */
    private static Interposition withoutSearches() {
        return new Interposition(FIND_OBJECTS_INIT, (_, _) -> DEVICE_ERROR, JAVA_LONG, ADDRESS, JAVA_LONG);
    }

    @Test
    void generationThatAnotherNodeMade_isFoundThoughOneTokenFailsToAnswer() {
        try (RootOfTrust both = open(TestToken.create("look-1"), TokenLibrary.NSS_SOFTOKEN.token("look-2"))) {
            both.createMasterKey();
            Epoch epoch = member(both, 1).epoch();
            synchronized (epoch.cryptoki().objectCreation()) {
                try (TokenObjects anotherNode = epoch.objects()) {
                    anotherNode.generateKey(Mechanism.CKM_AES_KEY_GEN, TokenKeys.template(new MasterKey(2, Instant.now()), true, false)
                            .with(AttributeTemplate.CKA_VALUE_LEN, 32L));
                }
            }
            try (Interposition _ = withoutSearches()) {
                byte[] sealed = both.seal(2, SECRET);
                assertArrayEquals(SECRET, both.open(2, sealed));
                assertThrows(HsmUnavailableException.class, () -> both.seal(3, SECRET), "the other token may hold it");
            }
        }
    }

    @Test
    void inspect_showsATokenThatFailsToAnswer_asAway_andTheOthers() {
        try (RootOfTrust both = open(TestToken.create("inspect-1"), TokenLibrary.NSS_SOFTOKEN.token("inspect-2"))) {
            both.createMasterKey();
            List<TokenStatus> seen;
            try (Interposition _ = withoutSearches()) {
                seen = both.inspect();
            }
            assertEquals(HsmHealth.State.UNAVAILABLE, seen.getFirst().health().state());
            assertEquals(List.of(), seen.getFirst().masterKeys());
            assertEquals(1, seen.getLast().masterKeys().size());
        }
    }

    /** It is another key, which stays. */
    @Test
    void internalKey_ofAnObjectThatHasOneAlready_isRefused_andThatStays() {
        UUID inBoth = UUID.randomUUID();
        UUID inOne = UUID.randomUUID();
        TestToken one = TestToken.create("already-1");
        TestToken two = TestToken.create("already-2");
        try (RootOfTrust alone = two.open()) {
            alone.internalKeys().create(inOne, 256, CIPHER);
        }
        try (RootOfTrust both = open(one, two)) {
            both.createMasterKey();
            both.internalKeys().create(inBoth, 256, CIPHER);
            byte[] block = both.internalKeys().encrypt(inBoth, ECB, new byte[16]);
            for (UUID id : List.of(inBoth, inOne)) {
                HsmException refused = assertThrows(HsmException.class, () -> both.internalKeys().create(id, 256, CIPHER));
                assertTrue(refused.getMessage().endsWith("already"), refused.getMessage());
            }
            assertArrayEquals(block, member(both, 0).internalKeys().encrypt(inBoth, ECB, new byte[16]));
            assertArrayEquals(block, member(both, 1).internalKeys().encrypt(inBoth, ECB, new byte[16]));
            assertThrows(AbsentKeyException.class, () -> member(both, 0).internalKeys().encrypt(inOne, ECB, new byte[16]));
            assertEquals(16, member(both, 1).internalKeys().encrypt(inOne, ECB, new byte[16]).length);
        }
    }

    @Test
    void wrappingKeyThatCannotBeMadeInAllTokens_isTakenBack_andThatOfAnotherNodeStays() {
        AtomicInteger unwrapped = new AtomicInteger();
        try (RootOfTrust both = open(TestToken.create("back-1"), TestToken.create("back-2"))) {
            both.createMasterKey();
            List<Epoch> epochs = List.of(member(both, 0).epoch(), member(both, 1).epoch());
            Interposition.Answer onlyOnce = (_, original) -> unwrapped.incrementAndGet() == 1 ? original.call() : FUNCTION_FAILED;
            try (Interposition _ = new Interposition(UNWRAP_KEY, onlyOnce,
                    JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS)) {
                assertThrows(HsmException.class, () -> new Ceremony(epochs).wrappingKey(1, Instant.now()));
            }
            assertEquals(2, unwrapped.get());
            for (Epoch epoch : epochs) {
                epoch.wrappingKeys().load();
                assertEquals(1, epoch.wrappingKeys().handles(1).size());
            }
        }
    }
}
