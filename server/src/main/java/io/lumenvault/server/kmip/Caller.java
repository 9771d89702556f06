package io.lumenvault.server.kmip;

import io.lumenvault.server.access.Principal;
import java.util.Objects;

/** Who sends a message, and from where. */
record Caller(Principal principal, String address) {

    Caller {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(address, "address");
    }
}
