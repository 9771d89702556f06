package io.lumenvault.server.kmip.operation;

import io.lumenvault.server.vault.Users;
import io.lumenvault.server.vault.Vault;
import java.util.ArrayList;
import java.util.List;

/** The handlers of key management beyond the objects' life itself. */
final class ManagementHandlers {

    private ManagementHandlers() {}

    static List<Handler<?>> of(Vault vault, LinkGroups links, CreationSettings settings, AsynchronousRequests asynchronous,
            KmipFeatures features, Users users) {
        List<Handler<?>> all = new ArrayList<>(List.of(new PingHandler(vault), new LogHandler(vault), new CheckHandler(vault),
                new ObtainLeaseHandler(vault), new GetUsageAllocationHandler(vault), new SetAttributeHandler(vault, links),
                new AdjustAttributeHandler(vault), new Pkcs11Handler(vault),
                new ImportHandler(vault, links), new ExportHandler(vault, new GetHandler(vault)), new ReKeyHandler(vault, links),
                new ReKeyKeyPairHandler(vault, links),
                new CreateSplitKeyHandler(vault, links), new JoinSplitKeyHandler(vault, links),
                new LoginHandler(vault), new DelegatedLoginHandler(vault), new LogoutHandler(vault), new SetEndpointRoleHandler(vault),
                new ReProvisionHandler(vault, users, features.trustAnchors(), features.clientAuthority()
                        .map(place -> new CertificationAuthority(vault, place, features.trustAnchors(), true))),
                new SetDefaultsHandler(vault, settings), new SetConstraintsHandler(vault, settings),
                new GetConstraintsHandler(vault, settings), new ValidateHandler(vault, features.trustAnchors()),
                new PollHandler(vault, asynchronous), new CancelHandler(vault, asynchronous), new ProcessHandler(vault, asynchronous),
                new QueryAsynchronousRequestsHandler(vault, asynchronous)));
        features.authority().map(place -> new CertificationAuthority(vault, place, features.trustAnchors(), false))
                .ifPresent(authority -> all.addAll(List.of(new CertifyHandler(vault, links, authority),
                        new ReCertifyHandler(vault, links, authority))));
        if (features.interop()) {
            all.add(new InteropHandler(vault));
        }
        if (features.preview()) {
            all.addAll(List.of(new DeactivateHandler(vault), new ObliterateHandler(vault),
                    new EncapsulateHandler(vault, links), new DecapsulateHandler(vault, links),
                    new CreateUserHandler(users), new CreateGroupHandler(users), new CreateCredentialHandler(users)));
        }
        return all;
    }
}
