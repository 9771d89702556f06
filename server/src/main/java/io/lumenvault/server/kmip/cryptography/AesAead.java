package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.ResultReason;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES in GCM (NIST SP 800-38D) and CCM (NIST SP 800-38C). Nothing that is not authenticated is ever given out. */
final class AesAead {

    static final int LONGEST_TAG = 16;
    private static final int SHORTEST_GCM_TAG = 12;
    private static final int SHORTEST_CCM_TAG = 4;

    private AesAead() {}

    static MessageOperation of(byte[] key, SymmetricUse use) throws GeneralSecurityException {
        KeyParameters.requireAlgorithm(use.parameters(), use.algorithm());
        BlockCipherMode mode = use.parameters().blockCipherMode();
        Paddings.requireNone(use.parameters().paddingMethod(), mode);
        boolean ccm = mode == BlockCipherMode.CCM;
        int tagBytes = tagBytes(use, ccm ? SHORTEST_CCM_TAG : SHORTEST_GCM_TAG);
        if (ccm && tagBytes % 2 != 0) {
            throw tagLength(tagBytes, "4, 6, 8, 10, 12, 14 and 16");
        }
        if (use.iv().length == 0 || ccm && (use.iv().length < 7 || use.iv().length > 13)) {
            throw Faults.bad("the nonce of " + mode.text() + " has " + use.iv().length + " bytes; it must have "
                    + (ccm ? "7 to 13" : "1 or more"));
        }
        Cipher cipher = ccm ? Cipher.getInstance("AES/CCM/NoPadding", Providers.BOUNCY_CASTLE) : Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(use.encrypts() ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(tagBytes * Byte.SIZE, use.iv()));
        if (use.additional() != null && use.additional().length > 0) {
            cipher.updateAAD(use.additional());
        }
        if (!use.encrypts()) {
            // Both hold the ciphertext until the tag has been checked; counted here, so that it is bounded.
            MessageOperation whole = JcaCipher.decrypting(cipher, use.tag());
            return new HeldParts(whole::finish);
        }
        return ccm ? new HeldAead(JcaCipher.encrypting(cipher, tagBytes, tagBytes)) : JcaCipher.encrypting(cipher, tagBytes, tagBytes);
    }

    /**
     * The length of the tag: that of the one that is given, or the one asked for, or the longest.
     *
     * @throws KmipException with General Failure for a length that the mode does not have, as the profiles' test cases want it
     */
    static int tagBytes(SymmetricUse use, int shortest) {
        CryptographicParameters parameters = use.parameters();
        if (!use.encrypts() && use.tag() == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Authenticated Encryption Tag is missing; it must be given");
        }
        Integer said = parameters.tagLength();
        int bytes = use.tag() != null ? use.tag().length : said == null ? LONGEST_TAG : said;
        if (said != null && said != bytes) {
            throw Faults.bad("Tag Length is said to be " + said + " bytes; it is " + bytes);
        }
        if (bytes < shortest || bytes > LONGEST_TAG) {
            throw tagLength(bytes, shortest + " to " + LONGEST_TAG);
        }
        return bytes;
    }

    private static KmipException tagLength(int bytes, String allowed) {
        return new KmipException(ResultReason.GENERAL_FAILURE, "Tag Length is " + bytes + " bytes; allowed are " + allowed);
    }
}
