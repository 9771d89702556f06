package io.lumenvault.server.qkd;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.IndexEntry;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.QkdObjectAttributes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a QKD key looks like as a managed object, the same at both ends: an Active AES key of the link's Object Group. */
@Singleton
class FreshObjectForm {

    /** KMIP 1.4 section 9.1.3.2.12: Symmetric Key. */
    private static final int SYMMETRIC_KEY = 2;
    /** KMIP 1.4 section 9.1.3.2.13: AES. */
    private static final int AES = 3;
    private static final Set<Integer> AES_LENGTHS = Set.of(128, 192, 256);
    /** KMIP 1.4 section 9.1.3.3.1: Encrypt, Decrypt, Derive Key. */
    private static final int USAGE = 0x04 | 0x08 | 0x200;

    private final Instance<QkdObjectAttributes> attributes;
    private final Clock clock;

    FreshObjectForm(Instance<QkdObjectAttributes> attributes, Clock clock) {
        this.attributes = attributes;
        this.clock = clock;
    }

    static void checkLength(int bits) {
        if (!AES_LENGTHS.contains(bits)) {
            throw Malformed.request("a QKD key as a managed object has 128, 192 or 256 bits, not " + bits);
        }
    }

    NewObject of(UUID uid, String owner, String link, int bits) {
        checkLength(bits);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        byte[] encoded = attributes.isResolvable() ? attributes.get().encode(link) : new byte[0];
        return new NewObject(uid, owner, SYMMETRIC_KEY, new Cryptography(AES, bits, USAGE),
                LifecycleDates.initial(now).withActivation(now), true, link, encoded, List.of(new IndexEntry("Object Group", link)));
    }
}
