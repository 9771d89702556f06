package io.lumenvault.kmip.object;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.spec.CertificateRequestType;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.SecretDataType;
import io.lumenvault.kmip.spec.SplitKeyMethod;
import io.lumenvault.kmip.ttlv.Item;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A managed object as it travels in Register, Get, Import and Export (1.4 section 2.2, 2.1 section 2). */
public sealed interface ManagedObject {

    /** What the Object Type field says of it. */
    ObjectType objectType();

    /** The key block of the kinds that have one, or null. */
    default KeyBlock keyBlock() {
        return null;
    }

    /** Overwrites secret content with zeros. */
    default void wipe() {
        if (keyBlock() != null) {
            keyBlock().wipe();
        }
    }

    /** A symmetric key. */
    record SymmetricKey(KeyBlock keyBlock) implements ManagedObject {
        public SymmetricKey {
            Objects.requireNonNull(keyBlock, "keyBlock");
        }

        @Override
        public ObjectType objectType() {
            return ObjectType.SYMMETRIC_KEY;
        }
    }

    /** A public key. */
    record PublicKey(KeyBlock keyBlock) implements ManagedObject {
        public PublicKey {
            Objects.requireNonNull(keyBlock, "keyBlock");
        }

        @Override
        public ObjectType objectType() {
            return ObjectType.PUBLIC_KEY;
        }
    }

    /** A private key. */
    record PrivateKey(KeyBlock keyBlock) implements ManagedObject {
        public PrivateKey {
            Objects.requireNonNull(keyBlock, "keyBlock");
        }

        @Override
        public ObjectType objectType() {
            return ObjectType.PRIVATE_KEY;
        }
    }

    /**
     * One part of a split key.
     *
     * @param primeFieldSize the prime, for polynomial sharing in a prime field; else null
     */
    record SplitKey(int parts, int partIdentifier, int threshold, SplitKeyMethod method, Item.BigInt primeFieldSize,
            KeyBlock keyBlock) implements ManagedObject {
        public SplitKey {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(keyBlock, "keyBlock");
        }

        @Override
        public ObjectType objectType() {
            return ObjectType.SPLIT_KEY;
        }
    }

    /** A shared secret that is no key, such as a password. */
    record SecretData(SecretDataType type, KeyBlock keyBlock) implements ManagedObject {
        public SecretData {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(keyBlock, "keyBlock");
        }

        @Override
        public ObjectType objectType() {
            return ObjectType.SECRET_DATA;
        }
    }

    /**
     * Bytes that the server does not interpret.
     *
     * @param type the Opaque Data Type: the specification defines none, so extensions (0x80000000 and up) only
     */
    record OpaqueObject(int type, byte[] value) implements ManagedObject {
        public OpaqueObject {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public ObjectType objectType() {
            return ObjectType.OPAQUE_OBJECT;
        }

        @Override
        public void wipe() {
            Arrays.fill(value, (byte) 0);
        }

        @Override
        public String toString() {
            return "OpaqueObject[" + value.length + " bytes]";
        }
    }

    /** A certificate. */
    record Certificate(CertificateType type, byte[] value) implements ManagedObject {
        public Certificate {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public ObjectType objectType() {
            return ObjectType.CERTIFICATE;
        }
    }

    /** A certificate request (since 2.0). */
    record CertificateRequest(CertificateRequestType type, byte[] value) implements ManagedObject {
        public CertificateRequest {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public ObjectType objectType() {
            return ObjectType.CERTIFICATE_REQUEST;
        }
    }

    /** A PGP key (since 1.2). */
    record PgpKey(int version, KeyBlock keyBlock) implements ManagedObject {
        public PgpKey {
            Objects.requireNonNull(keyBlock, "keyBlock");
        }

        @Override
        public ObjectType objectType() {
            return ObjectType.PGP_KEY;
        }
    }

    /** A named list of attributes (1.x; deprecated since 1.3). */
    record Template(List<Attribute> attributes) implements ManagedObject {
        public Template {
            attributes = List.copyOf(attributes);
        }

        @Override
        public ObjectType objectType() {
            return ObjectType.TEMPLATE;
        }
    }
}
