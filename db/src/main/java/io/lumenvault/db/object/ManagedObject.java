package io.lumenvault.db.object;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.UUID;

/** A managed object as stored: metadata and sealed material. Immutable; changes are statements of {@link ObjectRepository}. */
@Entity
@Table(name = "managed_object")
public class ManagedObject {

    @Id
    private UUID uid;

    private String owner;

    @Column(name = "object_type")
    private int objectType;

    private short state;

    private long version;

    @Embedded
    private Cryptography cryptography;

    @Embedded
    private LifecycleDates dates;

    private boolean fresh;

    @Column(name = "origin_link")
    private String originLink;

    private byte[] attributes;

    @Embedded
    private SealedMaterial material;

    @Column(name = "storage_class")
    private String storageClass = StorageClass.EXTERNAL.text();

    @Column(name = "token_key")
    private boolean tokenKey;

    @Embedded
    private Restrictions restrictions;

    /** For Hibernate. */
    protected ManagedObject() {}

    /**
     * @param uid the unique identifier
     * @param owner name of the owning principal
     * @param objectType KMIP Object Type code
     * @param state KMIP State code as last stored; dates decide the state at the moment of use
     * @param cryptography algorithm, length and usage mask
     * @param dates lifecycle dates
     * @param fresh KMIP Fresh: never yet handed out
     * @param originLink the QKD link the material came over, or null
     * @param attributes all other attributes, in an encoding that the endpoint owns
     * @param material the sealed material, or null once destroyed
     */
    public ManagedObject(UUID uid, String owner, int objectType, int state, Cryptography cryptography, LifecycleDates dates,
            boolean fresh, String originLink, byte[] attributes, SealedMaterial material) {
        this.uid = Objects.requireNonNull(uid, "uid");
        this.owner = Objects.requireNonNull(owner, "owner");
        this.objectType = objectType;
        this.state = (short) state;
        this.cryptography = cryptography;
        this.dates = Objects.requireNonNull(dates, "dates");
        this.fresh = fresh;
        this.originLink = originLink;
        this.attributes = Objects.requireNonNull(attributes, "attributes");
        this.material = material;
    }

    /** The same object with its key in the token; it has no sealed material. */
    public ManagedObject internal() {
        if (material != null) {
            throw new IllegalStateException("object " + uid + " has sealed material; one of storage class internal has none");
        }
        storageClass = StorageClass.INTERNAL.text();
        tokenKey = true;
        return this;
    }

    /** The same object with its key wrapped by the token in the sealed material. */
    public ManagedObject translate() {
        storageClass = StorageClass.TRANSLATE.text();
        return this;
    }

    /** The object as read at a version. */
    ManagedObject atVersion(long read) {
        version = read;
        return this;
    }

    /** The object as read with what binds it. */
    ManagedObject withRestrictions(Restrictions read) {
        restrictions = read;
        return this;
    }

    /** The same object, at the same version, under other dates: those that a policy imposes on it. */
    public ManagedObject underDates(LifecycleDates imposed) {
        return copy(state, imposed, attributes, restrictions);
    }

    /** The same object, at the same version, in another state, under other dates and bound otherwise: as a change would leave it. */
    public ManagedObject changed(int code, LifecycleDates newDates, Restrictions bound) {
        return copy(code, newDates, attributes, bound);
    }

    /** The same object, at the same version, with other attributes: as a change would leave it. */
    public ManagedObject withAttributes(byte[] changed) {
        return copy(state, dates, changed, restrictions);
    }

    private ManagedObject copy(int newState, LifecycleDates newDates, byte[] newAttributes, Restrictions bound) {
        ManagedObject copy = new ManagedObject(uid, owner, objectType, newState, cryptography, newDates, fresh, originLink, newAttributes, material);
        copy.storageClass = storageClass;
        copy.tokenKey = tokenKey;
        return copy.atVersion(version).withRestrictions(bound);
    }

    public UUID uid() {
        return uid;
    }

    public String owner() {
        return owner;
    }

    public int objectType() {
        return objectType;
    }

    /** The state code as last stored. */
    public int state() {
        return state;
    }

    /** Counts changes; a statement that changes the object names the version it read. */
    public long version() {
        return version;
    }

    public Cryptography cryptography() {
        return cryptography == null ? Cryptography.NONE : cryptography;
    }

    public LifecycleDates dates() {
        return dates;
    }

    public boolean fresh() {
        return fresh;
    }

    /** The QKD link the material came over, or null. */
    public String originLink() {
        return originLink;
    }

    public byte[] attributes() {
        return attributes;
    }

    /** Where its material is kept. */
    public StorageClass storageClass() {
        return StorageClass.named(storageClass);
    }

    /** The sealed material, or null once destroyed or where it is a key of the token. */
    public SealedMaterial material() {
        return material;
    }

    /** Whether a key of the token belongs to it. */
    boolean tokenKey() {
        return tokenKey;
    }

    /** What binds it beyond its dates. */
    public Restrictions restrictions() {
        return restrictions == null ? Restrictions.NONE : restrictions;
    }
}
