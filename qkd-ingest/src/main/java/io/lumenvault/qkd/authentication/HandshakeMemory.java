package io.lumenvault.qkd.authentication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * What one end keeps on disk of how it meets the other: what it said with a tag, so that it can be said again without
 * another pad, and how many wrong tags it refused since the two last agreed. Each change is durable when the method returns.
 */
public final class HandshakeMemory {
    private static final String SAID = "handshake";
    private static final String REFUSED = "refused";

    private final PoolFiles files;
    private byte[] said;
    private long refusals;

    HandshakeMemory(PoolFiles files) throws IOException {
        this.files = files;
        this.said = files.read(SAID);
        byte[] count = files.read(REFUSED);
        this.refusals = count == null ? 0 : ByteBuffer.wrap(count).getLong();
    }

    /** A new secret: nothing that was said under the old one counts. */
    static void clear(PoolFiles files) throws IOException {
        files.delete(SAID);
        files.delete(REFUSED);
    }

    /** What is kept, or null. */
    public synchronized byte[] said() {
        return said == null ? null : said.clone();
    }

    /** Keeps what is about to be said. */
    public synchronized void keep(byte[] message) {
        try {
            files.write(SAID, message);
        } catch (IOException e) {
            throw new UncheckedIOException("handshake could not be stored", e);
        }
        said = message.clone();
    }

    /** It has done its work. */
    public synchronized void forget() {
        delete(SAID);
        said = null;
    }

    /** Wrong tags since the two ends last agreed: attempts of a forger, for all this end can tell. */
    public synchronized long refusals() {
        return refusals;
    }

    /** A wrong tag was refused. */
    public synchronized void refused() {
        try {
            files.write(REFUSED, ByteBuffer.allocate(Long.BYTES).putLong(refusals + 1).array());
        } catch (IOException e) {
            throw new UncheckedIOException("refusal of a tag could not be stored", e);
        }
        refusals++;
    }

    synchronized void agreed() {
        if (refusals > 0) {
            delete(REFUSED);
            refusals = 0;
        }
    }

    private void delete(String name) {
        try {
            files.delete(name);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be removed from the authentication pool", e);
        }
    }
}
