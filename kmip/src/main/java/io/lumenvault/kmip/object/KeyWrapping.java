package io.lumenvault.kmip.object;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.EncodingOption;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.WrappingMethod;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Wraps and unwraps key blocks with keys at hand (1.4 section 2.1.5, 2.1 section 3.3): Encrypt, MAC/sign and both together,
 * with either encoding. Encryption is NIST key wrap (RFC 3394), AES key wrap with padding (RFC 5649), CBC or GCM; a MAC is an
 * HMAC. TR-31 and signatures are not done here.
 */
public final class KeyWrapping {

    private final SecretKey encryptionKey;
    private final SecretKey macKey;
    private final SecureRandom random;

    /**
     * Wrapping with these keys.
     *
     * @param encryptionKey an AES key, or null where nothing is encrypted
     * @param macKey an HMAC key, or null where there is no MAC
     * @param random gives IVs for CBC and GCM
     */
    public KeyWrapping(SecretKey encryptionKey, SecretKey macKey, SecureRandom random) {
        this.encryptionKey = encryptionKey;
        this.macKey = macKey;
        this.random = random;
    }

    /**
     * The block wrapped as the specification asks; the caller still wipes the plain one.
     *
     * @param version the version whose TTLV encoding of the key value is wrapped
     * @throws KmipException with Encoding Option Error where No Encoding cannot carry the key, with Feature Not Supported for
     *     a method, mode or other parameter not done here
     * @throws IllegalArgumentException where the version lacks an attribute that is to be wrapped with the key
     */
    public KeyBlock wrap(KeyBlock plain, KeyWrappingSpecification how, ProtocolVersion version) {
        WrappingMethod method = method(how.method());
        byte[] encoded = encode(plain, how.encoding(), version);
        try {
            WrapCipher cipher = method == WrappingMethod.MAC_SIGN ? null : WrapCipher.of(how.encryption());
            byte[] iv = cipher == null ? null : cipher.newIv(random);
            byte[] value = cipher == null ? encoded.clone() : cipher.open(Cipher.ENCRYPT_MODE, encryptionKey(), iv).doFinal(encoded);
            byte[] mac = switch (method) {
                case MAC_SIGN, MAC_SIGN_THEN_ENCRYPT -> mac(encoded, how.macSignatureKey());
                case ENCRYPT_THEN_MAC_SIGN -> mac(value, how.macSignatureKey());
                default -> null;
            };
            return new KeyBlock(plain.format(), plain.compression(), new KeyValue.Wrapped(value), plain.algorithm(), plain.length(),
                    new KeyWrappingData(method, how.encryption(), how.macSignatureKey(), mac, iv, how.encoding()));
        } catch (GeneralSecurityException e) {
            throw new KmipException(ResultReason.CRYPTOGRAPHIC_FAILURE, "the key cannot be wrapped", e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /**
     * The plain block of a wrapped one; the caller wipes it.
     *
     * @throws KmipException with Cryptographic Failure where the key does not open it or the MAC does not match, with Feature
     *     Not Supported for a method, mode or other parameter not done here
     */
    public KeyBlock unwrap(KeyBlock wrapped, ProtocolVersion version) {
        KeyWrappingData how = wrapped.wrapping();
        if (how == null || !(wrapped.value() instanceof KeyValue.Wrapped value)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the key block is not wrapped");
        }
        WrappingMethod method = method(how.method());
        byte[] opened = null;
        try {
            if (method == WrappingMethod.ENCRYPT_THEN_MAC_SIGN) {
                requireMac(value.bytes(), how);
            }
            opened = method == WrappingMethod.MAC_SIGN ? value.bytes().clone()
                    : WrapCipher.of(how.encryption()).open(Cipher.DECRYPT_MODE, encryptionKey(), how.ivCounterNonce())
                            .doFinal(value.bytes());
            if (method == WrappingMethod.MAC_SIGN || method == WrappingMethod.MAC_SIGN_THEN_ENCRYPT) {
                requireMac(opened, how);
            }
            return new KeyBlock(wrapped.format(), wrapped.compression(), decode(opened, how.encoding(), version), wrapped.algorithm(),
                    wrapped.length(), null);
        } catch (GeneralSecurityException e) {
            throw new KmipException(ResultReason.CRYPTOGRAPHIC_FAILURE, "the wrapped key does not open", e);
        } finally {
            if (opened != null) {
                Arrays.fill(opened, (byte) 0);
            }
        }
    }

    private static WrappingMethod method(WrappingMethod method) {
        if (method == WrappingMethod.TR_31) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "wrapping method TR-31 is not supported");
        }
        return method;
    }

    private static byte[] encode(KeyBlock plain, EncodingOption encoding, ProtocolVersion version) {
        if (!(plain.value() instanceof KeyValue.Plain value)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the key block holds no plain key");
        }
        if (encoding != EncodingOption.NO_ENCODING) {
            value.attributes().forEach(attribute -> attribute.requireAt(version));
            return TtlvWriter.write(value.toItem(version));
        }
        if (value.material() instanceof Item.Bytes bytes && value.attributes().isEmpty()) {
            return bytes.value().clone();
        }
        throw new KmipException(ResultReason.ENCODING_OPTION_ERROR,
                "No Encoding carries key material that is a byte string and has no attributes with it");
    }

    private static KeyValue decode(byte[] opened, EncodingOption encoding, ProtocolVersion version) {
        if (encoding == EncodingOption.NO_ENCODING) {
            return KeyValue.Plain.of(opened.clone());
        }
        try {
            return KeyValue.Plain.read(TtlvReader.readStructure(opened), version);
        } catch (TtlvException e) {
            throw new KmipException(ResultReason.CRYPTOGRAPHIC_FAILURE, "what was wrapped is not a TTLV-encoded Key Value", e);
        }
    }

    private SecretKey encryptionKey() {
        require(encryptionKey, "encryption");
        return encryptionKey;
    }

    private byte[] mac(byte[] content, KeyInformation information) throws GeneralSecurityException {
        require(macKey, "MAC");
        Mac mac = Mac.getInstance(WrapMac.algorithm(information));
        mac.init(macKey);
        return mac.doFinal(content);
    }

    private void requireMac(byte[] content, KeyWrappingData how) throws GeneralSecurityException {
        if (how.macSignature() == null || !MessageDigest.isEqual(mac(content, how.macSignatureKey()), how.macSignature())) {
            throw new KmipException(ResultReason.CRYPTOGRAPHIC_FAILURE, "the MAC of the wrapped key does not match");
        }
    }

    private static void require(Key key, String use) {
        if (key == null) {
            throw new KmipException(ResultReason.WRAPPING_OBJECT_NOT_FOUND, "there is no " + use + " key to wrap with");
        }
    }
}
