package io.lumenvault.qkd.module;

import io.lumenvault.qkd.distillation.SessionId;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * What Bob says first on the quantum connection, and all that he says there: which session its light is for (32 bytes) and what kind of
 * device he has (8 bytes). Not authenticated: light that is not Alice's shows in the error rate.
 *
 * @param session the session that the ends have just opened over the classical channel
 * @param detection probability that his receiver registers a photon
 */
record FibreHello(SessionId session, double detection) {
    void write(OutputStream out) throws IOException {
        // At once, for Alice waits only a moment.
        out.write(ByteBuffer.allocate(SessionId.BYTES + Double.BYTES).put(session.bytes()).putDouble(detection).array());
    }

    static FibreHello read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] session = new byte[SessionId.BYTES];
        data.readFully(session);
        return new FibreHello(new SessionId(session), data.readDouble());
    }
}
