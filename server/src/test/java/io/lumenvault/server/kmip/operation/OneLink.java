package io.lumenvault.server.kmip.operation;

import io.lumenvault.server.access.Principal;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.FreshKeys;
import java.util.Optional;
import java.util.UUID;

/** One QKD link that always gives the same key, and counts how often it was asked. */
final class OneLink implements FreshKeys {

    static final String ID = "link-ab";
    static final UUID DRAWN = new UUID(1, 2);

    private int draws;

    @Override
    public boolean isLink(String group, Principal caller) {
        return ID.equals(group) && caller.group().isNode();
    }

    @Override
    public Optional<UUID> draw(AccessRequest request, String group, int bits) {
        draws++;
        return Optional.of(DRAWN);
    }

    int draws() {
        return draws;
    }
}
