package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.object.KeyBlock;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Keys as the JDK or Bouncy Castle use them, which is garbage to be collected: their numbers cannot be wiped. */
final class JcaKeys {

    private JcaKeys() {}

    static PrivateKey privateKey(KeyBlock block) {
        try (AsymmetricKey key = KeyReading.read(block, true)) {
            AlgorithmIdentifier algorithm = PrivateKeyInfo.getInstance(key.der()).getPrivateKeyAlgorithm();
            return factory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key.der()));
        } catch (GeneralSecurityException malformed) {
            throw Faults.key("the key material is not a private key that can be used");
        }
    }

    static PublicKey publicKey(KeyBlock block) {
        try (AsymmetricKey key = KeyReading.read(block, false)) {
            return publicKey(key.der());
        }
    }

    /** @param der a SubjectPublicKeyInfo */
    static PublicKey publicKey(byte[] der) {
        try {
            return factory(SubjectPublicKeyInfo.getInstance(der).getAlgorithm()).generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw Faults.key("the key material is not a public key that can be used");
        }
    }

    /** Of the JDK where that knows the algorithm. */
    private static KeyFactory factory(AlgorithmIdentifier algorithm) throws GeneralSecurityException {
        ASN1ObjectIdentifier oid = algorithm.getAlgorithm();
        if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return KeyFactory.getInstance("RSA");
        }
        if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return algorithm.getParameters() instanceof ASN1ObjectIdentifier curve && curve.equals(Curves.SECP256K1.oid())
                    ? KeyFactory.getInstance("EC", Providers.BOUNCY_CASTLE) : KeyFactory.getInstance("EC");
        }
        try {
            return KeyFactory.getInstance(oid.getId());
        } catch (GeneralSecurityException unknown) {
            return KeyFactory.getInstance(oid.getId(), Providers.BOUNCY_CASTLE);
        }
    }
}
