package io.lumenvault.server.kmip.attribute;

/** How long a client may use what it was given before it asks again (Lease Time, KMIP 1.4 section 3.20). */
public final class LeaseTime {

    /** One hour for every object: changes of state then reach clients that keep copies within the hour. */
    public static final long SECONDS = 3600;

    private LeaseTime() {}
}
