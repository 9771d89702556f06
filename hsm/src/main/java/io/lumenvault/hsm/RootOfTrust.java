package io.lumenvault.hsm;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What Lumenvault asks of a hardware security module. All methods may be called from any thread, virtual threads included.
 *
 * <p>Guaranteed: master keys and the signing key are made in the token and never leave it; an answer comes within the
 * configured deadline, or {@link HsmUnavailableException} is thrown. Not promised: that sealed bytes belong to the
 * caller's record; the caller puts an identifying header into the plaintext and checks it after opening.
 */
public interface RootOfTrust extends AutoCloseable {

    /** The bytes that {@link #seal} adds: a 12-byte initialisation vector before and a 16-byte tag after. */
    int SEAL_OVERHEAD = 12 + 16;

    /**
     * Connects to the token of each configuration. Several hold the same master keys: calls are spread over them, and
     * one that is lost is done without.
     *
     * @param tokens one, or several of different labels or libraries; they share the first one's deadline
     * @throws TokenAbsentException    where a token that stands alone is not there
     * @throws WrongPinException       where a token refuses its PIN
     * @throws HsmUnavailableException where no token answers
     * @throws HsmException            where a library cannot be loaded, lacks a mechanism, or fails its self-test
     */
    static RootOfTrust open(List<HsmConfig> tokens, Clock clock) {
        return switch (tokens.size()) {
            case 0 -> throw new IllegalArgumentException("no token is configured; at least one is needed");
            case 1 -> Pkcs11RootOfTrust.open(tokens.getFirst(), clock);
            default -> SeveralTokens.open(tokens, clock);
        };
    }

    /**
     * The highest generation. Which one new seals are made under is the caller's to decide and to remember.
     *
     * @throws HsmException where no generation has been created yet
     */
    MasterKey activeMasterKey();

    /** All generations in the token, lowest first. */
    List<MasterKey> masterKeys();

    /**
     * Makes the next generation in the token, or the same in each of several: AES-256, sensitive, not extractable, to encrypt and
     * decrypt only; and its wrapping key beside it, where the token offers AES-KWP.
     *
     * <p>Its number is one that no generation had before: a token remembers the highest that it was told of, where it keeps data objects.
     *
     * @param atLeast the lowest number that it may have, where the caller knows of numbers that were used and are in no token now
     * @throws HsmUnavailableException where one of several tokens is away: a generation is made in all of them or in none
     */
    MasterKey createMasterKey(int atLeast);

    /** As {@link #createMasterKey(int)}, numbered by what the tokens hold alone. */
    default MasterKey createMasterKey() {
        return createMasterKey(1);
    }

    /**
     * Notes in the token, or in each of several that are there, that master keys were numbered up to this one.
     *
     * @param generation the highest number that the caller knows of, destroyed generations included
     */
    void noteGiven(int generation);

    /**
     * Removes a generation from the token, or from each of several, for ever; whatever is sealed or wrapped under it can never be
     * opened again.
     * Does nothing where a token does not hold it.
     *
     * @throws HsmUnavailableException where one of several tokens is away: it keeps the generation, so this is to be repeated
     */
    void destroyMasterKey(int generation);

    /**
     * Seals under a generation by AES-256-GCM (NIST SP 800-38D) inside the HSM, with a random initialisation vector from it.
     * The caller keeps, and wipes, {@code plaintext}.
     *
     * @return 12-byte initialisation vector, ciphertext, 16-byte tag
     */
    byte[] seal(int generation, byte[] plaintext);

    /**
     * Opens what {@link #seal} made. The caller wipes the array returned.
     *
     * @throws SealBrokenException where the bytes are not what this generation sealed
     */
    byte[] open(int generation, byte[] sealed);

    /**
     * Opens several, side by side where the token has sessions for that: all of them, or none. The caller wipes the arrays returned.
     *
     * @return what {@link #open} returns for each, in their order
     * @throws SealBrokenException where one of them is not what its generation sealed
     */
    default List<byte[]> openAll(List<Sealed> sealed) {
        List<byte[]> opened = new ArrayList<>(sealed.size());
        try {
            sealed.forEach(one -> opened.add(open(one.generation(), one.bytes())));
            return opened;
        } catch (RuntimeException failed) {
            opened.forEach(one -> Arrays.fill(one, (byte) 0));
            throw failed;
        }
    }

    /** Keys of users in the token, or in each of several. */
    InternalKeys internalKeys();

    /** Keys of users that are kept outside, wrapped by the token. */
    WrappedKeys wrappedKeys();

    /**
     * Signs by ECDSA with P-256 and SHA-256 (FIPS 186-5) under the audit signing key, which is made in the token when first opened.
     *
     * @return the signature in DER (ECDSA-Sig-Value, RFC 3279 clause 2.2.3)
     */
    byte[] sign(byte[] data);

    /** The public key of {@link #sign}, as DER of X.509 SubjectPublicKeyInfo (RFC 5480). */
    byte[] signaturePublicKey();

    /** Fills the array with random bytes of the HSM. */
    void random(byte[] out);

    /**
     * The values kept in the token under a label, or in each of several tokens that are there: none before the first, and two where a
     * replacement was interrupted.
     */
    List<byte[]> data(String label);

    /**
     * Keeps a value of at most 8 KiB in the token under a label, in the place of those that were there; in each of several tokens that
     * are there.
     *
     * @throws HsmException where the token keeps no data objects
     */
    void putData(String label, byte[] value);

    /**
     * Runs the known-answer and pairwise tests of every token that is connected (FIPS 140-3 clause 7.10), as at each connection.
     * A token that fails is not used until it passes.
     *
     * @return the tests that passed, and those that a token does not allow
     * @throws HsmUnavailableException naming the test that failed
     */
    List<SelfTestResult> selfTest();

    /** The tokens under this root of trust, in the order of the configuration. Never blocks. */
    List<TokenStatus> tokens();

    /** As {@link #tokens}, looked at anew, and with key check values where a token can compute them. */
    List<TokenStatus> inspect();

    /** Whether the HSM can be used now. Never blocks. */
    HsmHealth health();

    /** Ends the sessions. Keys stay in the token. */
    @Override
    void close();
}
