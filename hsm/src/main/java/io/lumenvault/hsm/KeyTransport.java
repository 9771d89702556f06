package io.lumenvault.hsm;

import java.util.HexFormat;

/**
 * Brings a key from one token into another, so that it is never in the clear outside them: the receiving token makes an RSA
 * key pair for this one transport, the sending token wraps the key under the public half (RSAES-OAEP, RFC 8017 clause 7.1), and
 * the receiving token unwraps it to an object that cannot be extracted. All keys of the transport are session objects.
 *
 * <p>RSA-3072 gives the transport a strength of 128 bits (NIST SP 800-57 part 1, table 2), less than AES-256 has; the wrapped
 * key exists in the memory of this process for that moment only and is written nowhere. What this does not withstand is a
 * changed process: it could hand over a public key of its own. A ceremony is run on a machine that is trusted with it.
 */
final class KeyTransport implements AutoCloseable {

    private static final long MODULUS_BITS = 3072;
    private static final byte[] PUBLIC_EXPONENT = HexFormat.of().parseHex("010001");
    private static final long AES_256_BYTES = 32;

    private final Epoch receiver;
    private final TokenObjects from;
    private final TokenObjects to;
    private final long wrapping;
    private final long unwrapping;

    /** @param from the objects of the sending token; the keys to send are among them, and extractable */
    KeyTransport(Epoch sender, TokenObjects from, Epoch receiver) {
        this.receiver = receiver;
        this.from = from;
        this.to = new TokenObjects(receiver.cryptoki(), receiver.token().slot());
        try {
            TokenObjects.Pair pair = keyPair();
            this.unwrapping = pair.privateKey();
            byte[] modulus = to.attribute(pair.publicKey(), AttributeTemplate.CKA_MODULUS);
            synchronized (sender.cryptoki().objectCreation()) {
                this.wrapping = from.create(publicKey().with(AttributeTemplate.CKA_MODULUS, modulus)
                        .with(AttributeTemplate.CKA_PUBLIC_EXPONENT, PUBLIC_EXPONENT));
            }
        } catch (RuntimeException e) {
            to.close();
            throw e;
        }
    }

    private TokenObjects.Pair keyPair() {
        synchronized (receiver.cryptoki().objectCreation()) {
            return to.generateKeyPair(Mechanism.CKM_RSA_PKCS_KEY_PAIR_GEN, publicKey().with(AttributeTemplate.CKA_MODULUS_BITS, MODULUS_BITS)
                    .with(AttributeTemplate.CKA_PUBLIC_EXPONENT, PUBLIC_EXPONENT), privateKey());
        }
    }

    private static AttributeTemplate publicKey() {
        return new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_PUBLIC_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_RSA)
                .with(AttributeTemplate.CKA_TOKEN, false)
                .with(AttributeTemplate.CKA_WRAP, true);
    }

    private static AttributeTemplate privateKey() {
        return new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_PRIVATE_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_RSA)
                .with(AttributeTemplate.CKA_TOKEN, false)
                .with(AttributeTemplate.CKA_PRIVATE, true)
                .with(AttributeTemplate.CKA_SENSITIVE, true)
                .with(AttributeTemplate.CKA_EXTRACTABLE, false)
                .with(AttributeTemplate.CKA_UNWRAP, true);
    }

    TokenObjects receiving() {
        return to;
    }

    /** @return the handle of the secret key in the receiving token */
    long secretKey(long key, AttributeTemplate template) {
        byte[] wrapped = from.wrap(Mechanism.CKM_RSA_PKCS_OAEP, wrapping, key);
        synchronized (receiver.cryptoki().objectCreation()) {
            return to.unwrap(Mechanism.CKM_RSA_PKCS_OAEP, unwrapping, wrapped, template);
        }
    }

    /**
     * A private key is too long for RSA, and tokens refuse it there: it goes wrapped by AES-KWP (RFC 5649) under a key that goes
     * by RSA.
     *
     * @param point the public point, as the sending token encodes it
     * @return the handle of the private key in the receiving token
     */
    long privateKey(long key, byte[] point, AttributeTemplate template, Epoch sender) {
        long kek;
        synchronized (sender.cryptoki().objectCreation()) {
            kek = from.generateKey(Mechanism.CKM_AES_KEY_GEN, keyEncryptionKey(true).with(AttributeTemplate.CKA_VALUE_LEN, AES_256_BYTES));
        }
        long receivedKek = secretKey(kek, keyEncryptionKey(false));
        byte[] wrapped = from.wrap(Mechanism.CKM_AES_KEY_WRAP_PAD, kek, key);
        synchronized (receiver.cryptoki().objectCreation()) {
            try {
                return to.unwrap(Mechanism.CKM_AES_KEY_WRAP_PAD, receivedKek, wrapped, template);
            } catch (CryptokiException e) {
                if (e.code() != ReturnValue.TEMPLATE_INCOMPLETE) {
                    throw e;
                }
                return to.unwrap(Mechanism.CKM_AES_KEY_WRAP_PAD, receivedKek, wrapped, template.with(AttributeTemplate.CKA_NSS_DB, point));
            }
        }
    }

    private static AttributeTemplate keyEncryptionKey(boolean sending) {
        return new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_AES)
                .with(AttributeTemplate.CKA_TOKEN, false)
                .with(AttributeTemplate.CKA_PRIVATE, true)
                .with(AttributeTemplate.CKA_SENSITIVE, true)
                .with(AttributeTemplate.CKA_EXTRACTABLE, sending)
                .with(AttributeTemplate.CKA_WRAP, sending)
                .with(AttributeTemplate.CKA_UNWRAP, !sending);
    }

    @Override
    public void close() {
        to.close();
    }
}
