package io.lumenvault.server.kmip;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells when the first byte of a message has come: from then on the rest must follow soon. */
final class RequestStream extends FilterInputStream {

    private final Runnable started;
    private boolean waiting;

    RequestStream(InputStream in, Runnable started) {
        super(in);
        this.started = started;
    }

    /** The next byte begins a message. */
    void awaitMessage() {
        waiting = true;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        noteFirst(read);
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        noteFirst(read);
        return read;
    }

    private void noteFirst(int read) {
        if (waiting && read >= 0) {
            waiting = false;
            started.run();
        }
    }
}
