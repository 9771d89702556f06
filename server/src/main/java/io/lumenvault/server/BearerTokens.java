package io.lumenvault.server;

import io.lumenvault.server.access.AuthenticationException;
import io.lumenvault.server.access.HttpAuthentication;
import io.lumenvault.server.access.Principal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Finds out who brings a bearer token, and has it recorded where nobody does. A good service token waits for nothing; tokens that the
 * identity provider may have to be asked about wait on threads of their own, so that nobody else waits with them.
 */
@Singleton
class BearerTokens {

    private static final int PROVIDER_THREADS = 8;

    private final HttpAuthentication authentication;
    private final RefusedCredentials refusals;
    private final Vertx vertx;
    private final WorkerExecutor provider;

    BearerTokens(HttpAuthentication authentication, RefusedCredentials refusals, Vertx vertx) {
        this.authentication = authentication;
        this.refusals = refusals;
        this.vertx = vertx;
        this.provider = vertx.createSharedWorkerExecutor("identity-provider", PROVIDER_THREADS);
    }

    /** The caller; a failure is an {@link AuthenticationException}, or says that the refusal could not be recorded. */
    Future<Principal> caller(HttpServerRequest request, String token) {
        boolean mayWait = HttpAuthentication.mayWait(token);
        Optional<Principal> known = mayWait ? Optional.empty() : known(token);
        if (known.isPresent()) {
            return Future.succeededFuture(known.get());
        }
        Callable<Principal> look = () -> look(request, token);
        return mayWait ? provider.executeBlocking(look, false) : vertx.executeBlocking(look, false);
    }

    /** Empty where the token is refused: that is looked at again where its record may take its time. */
    private Optional<Principal> known(String token) {
        try {
            return Optional.of(authentication.byBearer(token));
        } catch (AuthenticationException refused) {
            return Optional.empty();
        }
    }

    private Principal look(HttpServerRequest request, String token) throws AuthenticationException {
        try {
            return authentication.byBearer(token);
        } catch (AuthenticationException refused) {
            refusals.refused(request.remoteAddress().hostAddress(), HttpAuthentication.method(token), refused);
            throw refused;
        }
    }
}
