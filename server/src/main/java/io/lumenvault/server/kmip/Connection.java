package io.lumenvault.server.kmip;

import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvFraming;
import io.lumenvault.server.access.CertificateIdentity;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.kmip.MessageService.Answer;
import io.lumenvault.server.kmip.delivery.Deliveries;
import io.lumenvault.server.kmip.delivery.Peer;
import io.lumenvault.server.kmip.operation.AnswerRoom;
import io.lumenvault.server.kmip.operation.RoleChange;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jboss.logging.Logger;

/**
 * One client: handshake, then message after message, on a virtual thread of its own. It sets itself a deadline for each step; the
 * listener closes the connection of one that is missed, so that a slow or silent peer costs a socket and nothing else.
 */
final class Connection implements Runnable {

    private static final Logger LOG = Logger.getLogger(Connection.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Socket plain;
    private final SSLSocket socket;
    private final Limits limits;
    private final MessageMemory memory;
    private final MessageService service;
    private final PrincipalDirectory directory;
    private final SessionCounts sessions;
    private final Deliveries deliveries;
    private final String address;
    private volatile long deadline;
    private volatile String step;
    private final AtomicBoolean ended = new AtomicBoolean();

    Connection(Socket plain, SSLSocket socket, Limits limits, MessageMemory memory, MessageService service,
            PrincipalDirectory directory, SessionCounts sessions, Deliveries deliveries) {
        this.plain = plain;
        this.socket = socket;
        this.limits = limits;
        this.memory = memory;
        this.service = service;
        this.directory = directory;
        this.sessions = sessions;
        this.deliveries = deliveries;
        this.address = ((InetSocketAddress) plain.getRemoteSocketAddress()).getAddress().getHostAddress();
        begin("the TLS handshake", limits.handshake());
    }

    @Override
    public void run() {
        try {
            socket.setUseClientMode(false);
            socket.setNeedClientAuth(true);
            socket.setEnabledProtocols(PROTOCOLS);
            socket.startHandshake();
            serveCounted();
        } catch (SSLException refused) {
            end("TLS: " + refused.getMessage());
        } catch (EOFException | CertificateException refused) {
            end(refused.getMessage());
        } catch (IOException gone) {
            LOG.debugf("KMIP %s: %s", address, gone.getMessage());
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "KMIP %s: connection closed after a failure", address);
        } finally {
            close();
        }
    }

    private void serveCounted() throws IOException, CertificateException {
        X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        CertificateIdentity identity = directory.identify(certificate);
        String name = directory.principal(identity).name();
        if (!sessions.begin(name)) {
            end("'" + name + "' has " + limits.connectionsPerPrincipal() + " connections open, and no more are served");
            return;
        }
        try {
            serve(certificate, identity);
        } finally {
            sessions.end(name);
        }
    }

    private void serve(X509Certificate certificate, CertificateIdentity identity) throws IOException, CertificateException {
        RequestStream in = new RequestStream(socket.getInputStream(), () -> begin("the rest of a message", limits.message()));
        OutputStream out = socket.getOutputStream();
        while (true) {
            begin("the next message", limits.idle());
            in.awaitMessage();
            RoleChange roles = new RoleChange();
            Answer answer;
            try {
                answer = next(in, identity, certificate, roles);
            } catch (TtlvException unframed) {
                send(out, service.unreadable(MessageEncoding.TTLV, unframed.getMessage()));
                return;
            } catch (NoMemoryException full) {
                send(out, service.overloaded(MessageEncoding.TTLV, full.getMessage()));
                return;
            }
            if (answer == null) {
                return;
            }
            send(out, answer);
            if (roles.taken().isPresent()) {
                becomeClient(roles.taken().get(), identity, certificate);
                return;
            }
        }
    }

    /** From now on this server asks, and the client answers (KMIP 2.1 section 6.1.54). */
    private void becomeClient(RoleChange.Taken taken, CertificateIdentity identity, X509Certificate certificate)
            throws IOException, CertificateException {
        try {
            deliveries.run(new Peer(taken.holder(), taken.version(), () -> {
                certificate.checkValidity();
                return directory.principal(identity);
            }, address, socket.getInputStream(), socket.getOutputStream(), this::begin, limits.idle(), limits.message()));
        } catch (IOException ended) {
            end(ended.getMessage());
        }
    }

    /** Reads and serves the next message; null where there is none. Its memory is free again before the answer is sent. */
    private Answer next(RequestStream in, CertificateIdentity identity, X509Certificate certificate, RoleChange roles)
            throws IOException, CertificateException {
        try (MessageMemory.Share share = memory.share()) {
            byte[] message = TtlvFraming.read(in, limits.messageBytes(directory.principal(identity)), share);
            if (message == null) {
                return null;
            }
            certificate.checkValidity();
            begin("serving", limits.idle());
            // Looked up for each message: a role that is revoked is so at once, on open connections too.
            return service.answer(message, MessageEncoding.TTLV, new Caller(directory.principal(identity), address, List.of(), roles));
        }
    }

    private void send(OutputStream out, Answer answer) throws IOException {
        if (answer.fault() != null) {
            LOG.infof("KMIP %s: message refused: %s", address, answer.fault());
        }
        begin("taking the answer", limits.message());
        try (AnswerRoom _ = answer.room()) {
            out.write(answer.bytes());
        } finally {
            Arrays.fill(answer.bytes(), (byte) 0);
        }
    }

    private void begin(String next, Duration allowed) {
        step = next;
        deadline = System.nanoTime() + allowed.toNanos();
    }

    /** Closes the connection if it has missed its deadline. */
    void closeIfOverdue(long nanoTime) {
        if (nanoTime - deadline > 0) {
            end("time is up for " + step);
            close();
        }
    }

    /** Says once why the connection ends; what follows from closing it is no news. */
    private void end(String reason) {
        if (ended.compareAndSet(false, true)) {
            LOG.infof("KMIP %s: connection closed: %s", address, reason);
        }
    }

    /** Closes the TCP connection without waiting for the peer. */
    void close() {
        ended.set(true);
        try {
            plain.close();
        } catch (IOException alreadyGone) {
            LOG.tracef("KMIP %s: %s", address, alreadyGone.getMessage());
        }
    }
}
