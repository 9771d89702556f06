package io.lumenvault.server.kmip;

import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.ground.CertificateFile;
import io.lumenvault.server.ListenerConfig;
import io.lumenvault.server.SiteConfig;
import io.lumenvault.server.access.Declarations;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.kmip.delivery.Deliveries;
import io.lumenvault.server.kmip.operation.CertificationAuthority;
import io.lumenvault.server.kmip.operation.Handlers;
import io.lumenvault.server.kmip.operation.KmipFeatures;
import io.lumenvault.server.kmip.operation.QkdKeys;
import io.lumenvault.server.vault.Archive;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.FreshKeys;
import io.lumenvault.server.vault.QkdObjectAttributes;
import io.lumenvault.server.vault.Users;
import io.lumenvault.server.vault.Vault;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Starts and stops the KMIP listener with the node; what answers there answers messages by HTTPS too. */
@Singleton
class KmipEndpoint {

    /** Name of the node's certificate, key and trusted authority in the TLS registry. */
    private static final String TLS = "kmip";
    /** How late what clients leave behind is wiped at most. */
    private static final long EXPIRY_MILLIS = 5000;
    private static final Duration CERTIFICATE_VALIDITY = Duration.ofDays(90);

    private final ListenerConfig.Kmip config;
    private final TlsConfigurationRegistry tls;
    private final PrincipalDirectory directory;
    private final Handlers handlers;
    private final MessageService service;
    private final Limits limits;
    private final MessageMemory memory;
    private final Deliveries deliveries;
    private final BackgroundLoop expiry;
    private Listener listener;

    KmipEndpoint(SiteConfig config, TlsConfigurationRegistry tls, PrincipalDirectory directory, Vault vault, Archive archive, Door door,
            Clock clock, Instance<FreshKeys> fresh, Users users) {
        this.config = config.kmip();
        this.tls = tls;
        this.directory = directory;
        this.handlers = new Handlers(vault, archive, fresh.isResolvable() ? fresh.get() : null, users,
                new KmipFeatures(this.config.preview(), this.config.interop(), this.config.tripleDes(),
                        authorities(config.tls().ca()), this.config.certificationAuthority().map(KmipEndpoint::settings),
                        this.config.clientAuthority().map(KmipEndpoint::settings)));
        MessageRules rules = new MessageRules(this.config.batchItems(), this.config.clockSkew().orElse(null));
        this.limits = limits(this.config);
        this.service = new MessageService(handlers, door, clock, rules, new AnswerMemory(limits.answerBytes()));
        this.memory = new MessageMemory(limits.memoryBytes(), limits.patience());
        this.deliveries = new Deliveries(vault.notifications(), handlers.pushed(), handlers.versions());
        this.expiry = new BackgroundLoop("kmip-expiry", handlers::forgetExpired);
    }

    private static CertificationAuthority.Settings settings(ListenerConfig.CertificationAuthority authority) {
        return new CertificationAuthority.Settings(authority.certificate(), authority.owner(),
                authority.validity().orElse(CERTIFICATE_VALIDITY));
    }

    private static Limits limits(ListenerConfig.Kmip config) {
        return new Limits(Duration.ofSeconds(config.handshakeSeconds()), Duration.ofSeconds(config.idleSeconds()),
                Duration.ofSeconds(config.messageSeconds()), config.messageBytes(), config.memoryBytes(), config.connections(),
                config.connectionsPerPrincipal());
    }

    private static List<X509Certificate> authorities(Path file) {
        try {
            return CertificateFile.all(file);
        } catch (IOException | CertificateException unreadable) {
            throw new IllegalStateException("the certificate of the authority cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    void started(@Observes StartupEvent event) throws Exception {
        listener = new Listener(tls.get(TLS).orElseThrow().createSSLContext().getSocketFactory(), limits, memory, service, directory,
                deliveries);
        deliveries.start();
        expiry.start(EXPIRY_MILLIS);
        listener.start(config.host(), config.port());
    }

    void stopping(@Observes ShutdownEvent event) throws Exception {
        if (listener != null) {
            listener.close();
            deliveries.close();
            expiry.close();
        }
    }

    /** What answers messages. */
    MessageService service() {
        return service;
    }

    /** What a message may take. */
    Limits limits() {
        return limits;
    }

    /** The memory that the messages of all transports share. */
    MessageMemory memory() {
        return memory;
    }

    @Produces
    @Singleton
    QkdObjectAttributes qkdKeys() {
        return new QkdKeys();
    }

    @Produces
    @Singleton
    Declarations operations() {
        return handlers::declared;
    }
}
