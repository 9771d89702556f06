package io.lumenvault.qkd.module;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/**
 * What goes out over a socket. A peer that does not read stops the writer, once what the systems hold of a connection is
 * full, and for a {@link Deadline} only.
 */
final class DeadlineOutput extends OutputStream {
    private static final int PIECE = 1 << 16;

    private final Socket socket;
    private final OutputStream out;
    private final long deadlineMs;

    /**
     * @param socket closed when the peer does not read
     * @param deadlineMs how long 64 KiB may take
     */
    DeadlineOutput(Socket socket, long deadlineMs) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.deadlineMs = deadlineMs;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int count) throws IOException {
        for (int done = 0; done < count; done += PIECE) {
            piece(data, offset + done, Math.min(PIECE, count - done));
        }
    }

    private void piece(byte[] data, int offset, int count) throws IOException {
        Deadline deadline = new Deadline(socket, deadlineMs);
        try (deadline) {
            out.write(data, offset, count);
        } catch (IOException e) {
            throw deadline.expired() ? new IOException("the peer has read nothing for " + deadlineMs + " ms") : e;
        }
    }
}
