package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.ResultReason;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encryption and decryption under a symmetric key (KMIP 2.1 sections 4.16, 6.1.11, 6.1.17). */
public final class Ciphers {

    private static final int LEGACY_CHACHA_NONCE = 8;

    private Ciphers() {}

    /** The cipher; the key is copied into it. */
    public static MessageOperation of(byte[] key, SymmetricUse use) {
        if (use.iv() == null && Nonces.needed(use.algorithm(), use.parameters())) {
            throw Nonces.missing();
        }
        requireSaidLength(use);
        try {
            return switch (use.algorithm()) {
                case AES -> aes(key, use);
                case TRIPLE_DES -> tripleDes(key, use);
                case CHACHA20 -> chaCha20(key, use);
                case CHACHA20POLY1305 -> ChaCha20Poly1305.of(key, use);
                default -> throw new KmipException(ResultReason.INVALID_FIELD, "a key for " + use.algorithm().text()
                        + " does not encrypt; keys for AES, 3DES, ChaCha20, ChaCha20Poly1305 and RSA do");
            };
        } catch (GeneralSecurityException refused) {
            throw Faults.bad("the key, IV/Counter/Nonce or parameters do not fit the cipher");
        }
    }

    private static void requireSaidLength(SymmetricUse use) {
        Integer bits = use.parameters().ivLength();
        if (bits != null && use.iv() != null && bits != use.iv().length * Byte.SIZE) {
            throw Faults.bad("IV Length is said to be " + bits + " bits; it is " + use.iv().length * Byte.SIZE);
        }
        if (use.additional() != null && use.additional().length > 0 && !authenticated(use)) {
            throw Faults.bad("Authenticated Encryption Additional Data is for GCM, CCM and AEAD");
        }
        if (use.tag() != null && !authenticated(use)) {
            throw Faults.bad("Authenticated Encryption Tag is for GCM, CCM and AEAD");
        }
    }

    private static boolean authenticated(SymmetricUse use) {
        BlockCipherMode mode = use.parameters().blockCipherMode();
        return mode == BlockCipherMode.GCM || mode == BlockCipherMode.CCM || mode == BlockCipherMode.AEAD;
    }

    private static MessageOperation aes(byte[] key, SymmetricUse use) throws GeneralSecurityException {
        KeyParameters.requireAlgorithm(use.parameters(), use.algorithm());
        BlockCipherMode mode = mode(use.parameters());
        return switch (mode) {
            case ECB, CBC, CFB, OFB, CTR -> block("AES", 16, key, use, mode);
            case GCM, CCM -> AesAead.of(key, use);
            case XTS -> Xts.of(key, use);
            case NISTKEYWRAP, AESKEYWRAPPADDING -> keyWrap(key, use, mode);
            default -> throw Faults.unsupported("Block Cipher Mode " + mode.text()
                    + " is not served; ECB, CBC, CFB, OFB, CTR, GCM, CCM, XTS, NISTKeyWrap and AESKeyWrapPadding are");
        };
    }

    private static MessageOperation tripleDes(byte[] key, SymmetricUse use) throws GeneralSecurityException {
        KeyParameters.requireAlgorithm(use.parameters(), use.algorithm());
        BlockCipherMode mode = mode(use.parameters());
        return switch (mode) {
            case ECB, CBC, CFB, OFB, CTR -> {
                byte[] three = TripleDesKeys.threeKeys(key);
                try {
                    yield block("DESede", 8, three, use, mode);
                } finally {
                    Arrays.fill(three, (byte) 0);
                }
            }
            default -> throw Faults.unsupported("Block Cipher Mode " + mode.text() + " is not served for 3DES; ECB, CBC, CFB, OFB and CTR are");
        };
    }

    private static BlockCipherMode mode(CryptographicParameters parameters) {
        if (parameters.blockCipherMode() == null) {
            throw Faults.missing("Block Cipher Mode");
        }
        return parameters.blockCipherMode();
    }

    private static MessageOperation block(String algorithm, int blockBytes, byte[] key, SymmetricUse use, BlockCipherMode mode)
            throws GeneralSecurityException {
        String padding = Paddings.name(use.parameters().paddingMethod(), mode);
        Cipher cipher = Paddings.jdkHas(padding) ? Cipher.getInstance(algorithm + "/" + mode.text() + "/" + padding)
                : Cipher.getInstance(algorithm + "/" + mode.text() + "/" + padding, Providers.BOUNCY_CASTLE);
        if (mode == BlockCipherMode.ECB) {
            return started(cipher, algorithm, key, null, use);
        }
        if (mode == BlockCipherMode.CTR) {
            Counters counter = Counters.of(use, blockBytes);
            return new BoundedMessage(started(cipher, algorithm, key, new IvParameterSpec(counter.block()), use), counter.mostBytes());
        }
        if (use.iv().length != blockBytes) {
            throw Faults.bad("IV/Counter/Nonce of " + mode.text() + " has " + use.iv().length + " bytes; it must have " + blockBytes);
        }
        return started(cipher, algorithm, key, new IvParameterSpec(use.iv()), use);
    }

    private static MessageOperation keyWrap(byte[] key, SymmetricUse use, BlockCipherMode mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(mode == BlockCipherMode.NISTKEYWRAP ? "AES/KW/NoPadding" : "AES/KWP/NoPadding");
        if (use.iv() != null) {
            throw Faults.unsupported("key wrap is served with the initial value of NIST SP 800-38F alone; give no IV/Counter/Nonce");
        }
        Paddings.requireNone(use.parameters().paddingMethod(), mode);
        MessageOperation wrap = started(cipher, "AES", key, null, use);
        return new HeldParts(wrap::finish);
    }

    private static MessageOperation chaCha20(byte[] key, SymmetricUse use) throws GeneralSecurityException {
        KeyParameters.requireAlgorithm(use.parameters(), use.algorithm());
        if (use.parameters().blockCipherMode() != null) {
            // By the name of a mode a tag and additional data would be taken, and nothing would look at them.
            throw Faults.bad("ChaCha20 has no Block Cipher Mode, and authenticates nothing; ChaCha20Poly1305 does");
        }
        int counter = use.parameters().initialCounterValue() == null ? 0 : use.parameters().initialCounterValue();
        if (use.iv().length == LEGACY_CHACHA_NONCE) {
            if (counter != 0) {
                throw Faults.unsupported("ChaCha20 with a nonce of 64 bits is served from counter 0 on");
            }
            return started(Cipher.getInstance("ChaCha", Providers.BOUNCY_CASTLE), "ChaCha", key, new IvParameterSpec(use.iv()), use);
        }
        if (use.iv().length != 12) {
            throw Faults.bad("the nonce of ChaCha20 has " + use.iv().length + " bytes; it must have 12 (RFC 8439), or 8");
        }
        return started(Cipher.getInstance("ChaCha20"), "ChaCha20", key, new ChaCha20ParameterSpec(use.iv(), counter), use);
    }

    private static MessageOperation started(Cipher cipher, String algorithm, byte[] key, AlgorithmParameterSpec parameters, SymmetricUse use)
            throws GeneralSecurityException {
        cipher.init(use.encrypts() ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, new SecretKeySpec(key, algorithm), parameters);
        return use.encrypts() ? JcaCipher.encrypting(cipher, 0, 0) : JcaCipher.decrypting(cipher, null);
    }
}
