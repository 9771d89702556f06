package io.lumenvault.policy;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** What a selector looks at in an object. Labels are read at most once, and only when a rule asks for them. */
public final class Subject {

    private final int objectType;
    private final Integer algorithm;
    private final String owner;
    private final String tenant;
    private final String originLink;
    private final String storageClass;
    private final Supplier<Map<String, Set<String>>> labels;
    private Map<String, Set<String>> read;

    /**
     * @param objectType KMIP Object Type code
     * @param algorithm KMIP Cryptographic Algorithm code, or null
     * @param owner name of the owning principal
     * @param tenant its tenant, or null
     * @param originLink the QKD link the material came over, or null
     * @param storageClass the name of its storage class, or null of an object that is being made
     * @param labels reads the values by attribute
     */
    public Subject(int objectType, Integer algorithm, String owner, String tenant, String originLink, String storageClass,
            Supplier<Map<String, Set<String>>> labels) {
        this.objectType = objectType;
        this.algorithm = algorithm;
        this.owner = Objects.requireNonNull(owner, "owner");
        this.tenant = tenant;
        this.originLink = originLink;
        this.storageClass = storageClass;
        this.labels = Objects.requireNonNull(labels, "labels");
    }

    int objectType() {
        return objectType;
    }

    Integer algorithm() {
        return algorithm;
    }

    String owner() {
        return owner;
    }

    String tenant() {
        return tenant;
    }

    String originLink() {
        return originLink;
    }

    String storageClass() {
        return storageClass;
    }

    boolean hasLabel(String attribute, Set<String> values) {
        if (read == null) {
            read = labels.get();
        }
        return read.getOrDefault(attribute, Set.of()).stream().anyMatch(values::contains);
    }
}
