package io.lumenvault.hsm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/** The smallest X.509 certificate (RFC 5280 clause 4.1) in DER by which a P-256 key in the token certifies itself. */
final class SelfSignedCertificate {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int VERSION = 0xA0;
    private static final byte[] VERSION_3 = {INTEGER, 1, 2};
    private static final int SERIAL_BYTES = 16;

    /** AlgorithmIdentifier of ecdsa-with-SHA256, 1.2.840.10045.4.3.2 (RFC 5758 clause 3.2). */
    private static final byte[] ECDSA_WITH_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");

    /** The key has no end of life of its own: RFC 5280 clause 4.1.2.5 gives this date for that. */
    private static final String NO_EXPIRY = "99991231235959Z";
    private static final String BEGIN = "260101000000Z";

    private SelfSignedCertificate() {
    }

    static Certificate of(KeyPair pair, Provider provider) throws GeneralSecurityException {
        byte[] name = new X500Principal("CN=Lumenvault audit signing").getEncoded();
        byte[] serial = new byte[SERIAL_BYTES];
        SecureRandom.getInstance("PKCS11", provider).nextBytes(serial);
        serial[0] = (byte) (serial[0] & 0x3F | 0x40);
        byte[] validity = der(SEQUENCE, der(UTC_TIME, ascii(BEGIN)), der(GENERALIZED_TIME, ascii(NO_EXPIRY)));
        byte[] body = der(SEQUENCE, der(VERSION, VERSION_3), der(INTEGER, serial), ECDSA_WITH_SHA256, name, validity, name,
                pair.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA", provider);
        signature.initSign(pair.getPrivate());
        signature.update(body);
        byte[] certificate = der(SEQUENCE, body, ECDSA_WITH_SHA256, der(BIT_STRING, new byte[1], signature.sign()));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Tag, length, and the parts one after the other (X.690 clause 8.1). */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.write(tag);
        int length = content.size();
        if (length > 0xFF) {
            encoded.write(0x82);
            encoded.write(length >> 8);
        } else if (length > 0x7F) {
            encoded.write(0x81);
        }
        encoded.write(length);
        encoded.writeBytes(content.toByteArray());
        return encoded.toByteArray();
    }
}
