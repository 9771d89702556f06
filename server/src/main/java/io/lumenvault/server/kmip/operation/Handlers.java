package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.server.access.Declaration;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Archive;
import io.lumenvault.server.vault.FreshKeys;
import io.lumenvault.server.vault.Login;
import io.lumenvault.server.vault.Users;
import io.lumenvault.server.vault.Vault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The registry of handlers: the one place that says which operations there are. */
public final class Handlers {

    private static final int CORRELATION_BYTES = 16;
    /** What this server sends to clients that serve it (KMIP 2.1 section 6.2). */
    private static final Set<Operation> SENT = EnumSet.of(Operation.NOTIFY, Operation.PUT);

    private final Vault vault;
    private final KmipFeatures features;
    private final Users users;
    private final CreationSettings settings;
    private final AsynchronousRequests asynchronous;
    private final Streams streams = new Streams();
    private final Templates templates;
    private final Map<Operation, Handler<?>> byOperation = new EnumMap<>(Operation.class);

    /**
     * @param fresh fresh QKD keys, or null on a node without links
     * @param users who logs in by credentials
     * @param features what the node is switched to serve beyond the standards
     */
    public Handlers(Vault vault, Archive archive, FreshKeys fresh, Users users, KmipFeatures features) {
        this.vault = vault;
        this.features = features;
        this.users = users;
        this.asynchronous = new AsynchronousRequests(() -> vault.now());
        this.settings = new CreationSettings(vault == null ? null : vault.settings());
        this.templates = new Templates(vault);
        LinkGroups links = new LinkGroups(fresh);
        List<Handler<?>> all = new ArrayList<>(List.of(
                new CreateHandler(vault, links, features.tripleDes()), new RegisterHandler(vault, links),
                new DeriveKeyHandler(vault, links, features.tripleDes()), new LocateHandler(vault, fresh),
                new GetHandler(vault), new GetAttributesHandler(vault), new GetAttributeListHandler(vault),
                new AddAttributeHandler(vault, links), new ModifyAttributeHandler(vault, links),
                new DeleteAttributeHandler(vault), new ActivateHandler(vault), new RevokeHandler(vault), new DestroyHandler(vault),
                new ArchiveHandler(vault, archive), new RecoverHandler(vault, archive),
                new DiscoverVersionsHandler(features.versions())));
        all.addAll(CryptographicHandlers.of(vault, links, streams));
        all.addAll(ManagementHandlers.of(vault, links, settings, asynchronous, features, users));
        all.add(new QueryHandler(this));
        all.forEach(handler -> byOperation.put(handler.operation(), handler));
    }

    /** The protocol versions that are served, highest first. */
    public List<ProtocolVersion> versions() {
        return features.versions();
    }

    /** Whether the draft of 3.0 is served. */
    public boolean preview() {
        return features.preview();
    }

    /**
     * Whom a request is from, by its credentials and its certificate.
     *
     * @throws KmipException with Authentication Not Successful where a credential is not the user's, Invalid Message where there are several
     * @throws io.lumenvault.server.vault.VaultException where that cannot be found out
     */
    public Login login(List<Credential> credentials, Principal certified, String address) {
        return credentials.isEmpty() ? Login.certified(certified)
                : new Authentication(users.login(), vault.tickets()).of(credentials, certified, address);
    }

    /** Uses the tickets among the credentials of a request. @return what they limit it to */
    public TicketRights rights(List<Credential> credentials, AccessRequest request) {
        return credentials.isEmpty() ? TicketRights.ALL : TicketRights.of(credentials, request, vault.tickets(), users.login().configured());
    }

    /** What principals have set for the objects that they make. */
    public CreationSettings settings() {
        return settings;
    }

    /** Operations that are answered before they are carried out. */
    public AsynchronousRequests asynchronous() {
        return asynchronous;
    }

    /** Takes on an operation that is answered before it is carried out. */
    public AsynchronousRequests.Entry begin(String principal, Operation operation) {
        try (KeyMaterial random = vault.newMaterial(CORRELATION_BYTES)) {
            return asynchronous.begin(principal, random.lend(byte[]::clone), operation);
        }
    }

    /** Wipes what clients have left behind: answers that they do not fetch, messages whose next part does not come. */
    public void forgetExpired() {
        asynchronous.forgetExpired();
        streams.forgetExpired(vault.now());
    }

    /** A request with the attributes of the Templates that it names, instead of their names. */
    public RequestPayload withTemplates(Call call, RequestPayload request) {
        return templates.applied(call, request);
    }

    /** Takes back what a batch has changed, recorded under the request. */
    public void undo(BatchChanges changes, AccessRequest request) {
        changes.undo(vault, request);
    }

    /** The handler of an operation, if it is served in the version. */
    public Optional<Handler<?>> find(Operation operation, ProtocolVersion version) {
        return Optional.<Handler<?>>ofNullable(byOperation.get(operation)).filter(handler -> handler.servedAt(version));
    }

    /** The operations that are served in a version, and those that are sent where a client can ask for them. */
    public List<Operation> operations(ProtocolVersion version) {
        Set<Operation> all = EnumSet.noneOf(Operation.class);
        byOperation.values().stream().filter(handler -> handler.servedAt(version)).map(Handler::operation).forEach(all::add);
        if (all.contains(Operation.SET_ENDPOINT_ROLE)) {
            all.addAll(SENT);
        }
        return List.copyOf(all);
    }

    /** Objects that are sent to clients that serve this server. */
    public PushedObjects pushed() {
        return new PushedObjects(vault);
    }

    /** All handlers. */
    public List<Handler<?>> all() {
        return List.copyOf(byOperation.values());
    }

    /** What each operation needs. */
    public List<Declaration> declared() {
        return byOperation.values().stream()
                .map(handler -> new Declaration("kmip", handler.operation().text(), handler.permission())).toList();
    }
}
