package io.lumenvault.server.kmip.cryptography;

/** What a signature scheme takes of a message: its digest, or a copy of the whole. */
final class SignedMessage {

    private SignedMessage() {}

    static MessageOperation of(SignatureScheme scheme) {
        return scheme.hash() == null ? new HeldParts(byte[]::clone) : new Hashing(scheme.hash());
    }

    /** Refuses a digest that the scheme does not take. */
    static void requireDigest(SignatureScheme scheme, byte[] digest) {
        if (scheme.hash() == null) {
            throw Faults.bad("this key signs whole messages; give Data in place of Digested Data");
        }
        if (digest.length != Hashes.bytes(scheme.hash())) {
            throw Faults.bad("Digested Data has " + digest.length + " bytes; a digest by " + scheme.hash().text() + " has "
                    + Hashes.bytes(scheme.hash()));
        }
    }
}
