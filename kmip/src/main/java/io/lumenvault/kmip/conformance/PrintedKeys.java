package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Register;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * The RSA private keys that case files print. Where a case encrypts under a public key of which another case has the private half,
 * the ciphertext is opened with it here, without the server.
 */
public final class PrintedKeys {

    /** AlgorithmIdentifier of rsaEncryption, RFC 8017 appendix A.1. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private final Map<BigInteger, RSAPrivateKey> byModulus = new HashMap<>();

    private PrintedKeys() {
    }

    /** The private keys in PKCS#1 form that these cases register. */
    public static PrintedKeys of(List<CaseFile> cases) {
        PrintedKeys keys = new PrintedKeys();
        for (CaseFile file : cases) {
            for (CaseFile.Step step : file.steps()) {
                for (Item item : step.request().all(Tag.BATCH_ITEM)) {
                    Register.Request request = CaseKeys.registration((Structure) item, file.version());
                    if (request != null && request.object() instanceof ManagedObject.PrivateKey key
                            && key.keyBlock().format() == KeyFormatType.PKCS_1) {
                        key.keyBlock().material().ifPresent(keys::add);
                    }
                }
            }
        }
        return keys;
    }

    private void add(byte[] pkcs1) {
        try {
            RSAPrivateKey key = (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(
                    new PKCS8EncodedKeySpec(der(SEQUENCE, VERSION_0, RSA, der(OCTET_STRING, pkcs1))));
            byModulus.put(key.getModulus(), key);
        } catch (GeneralSecurityException brokenOnPurpose) {
            // A case may register what is no key, to see it refused.
        }
    }

    /**
     * Opens an OAEP ciphertext (RFC 8017 section 7.1.2).
     *
     * @param key the public key that it was made with, as X.509 SubjectPublicKeyInfo
     * @return the plain text, or null where no case prints the private key
     * @throws GeneralSecurityException where the ciphertext does not open
     */
    byte[] openOaep(byte[] key, CryptographicParameters parameters, byte[] ciphertext) throws GeneralSecurityException {
        RSAPublicKey open = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key));
        RSAPrivateKey secret = byModulus.get(open.getModulus());
        if (secret == null) {
            return null;
        }
        PSource label = parameters.pSource() == null ? PSource.PSpecified.DEFAULT : new PSource.PSpecified(parameters.pSource());
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(Cipher.DECRYPT_MODE, secret, new OAEPParameterSpec(name(parameters.hashingAlgorithm()), "MGF1",
                new MGF1ParameterSpec(name(parameters.maskGeneratorHashingAlgorithm())), label));
        return cipher.doFinal(ciphertext);
    }

    /** Both hashes are SHA-1 where none is given (KMIP 1.4 section 3.6, KMIP 2.1 section 4.16). */
    private static String name(HashingAlgorithm hash) {
        return hash == null ? "SHA-1" : hash.text().replace("SHA-3-", "SHA3-");
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        whole.write(0x83);
        whole.write(content.size() >> 16);
        whole.write(content.size() >> 8);
        whole.write(content.size());
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
