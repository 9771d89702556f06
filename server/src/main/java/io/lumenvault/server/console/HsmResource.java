package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lumenvault.hsm.HsmHealth;
import io.lumenvault.hsm.HsmUnavailableException;
import io.lumenvault.hsm.MasterKey;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.hsm.SelfTestResult;
import io.lumenvault.hsm.TokenStatus;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/** The HSM tokens of this node. */
@Path("/console/v1/hsm")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HsmResource {

    private final ConsoleRequest request;
    private final RootOfTrust hsm;

    HsmResource(ConsoleRequest request, RootOfTrust hsm) {
        this.request = request;
        this.hsm = hsm;
    }

    /**
     * A token.
     *
     * @param since when this state began
     * @param reason why it is unavailable; empty while it is available
     * @param connections made to it so far
     * @param generations of the master key in it; none while it is away
     * @param signs whether it holds the audit signing key
     * @param mechanisms how it seals, and which of the mechanisms that the node uses it offers
     */
    public record Token(String label, boolean available, Instant since, String reason, long connections, List<Integer> generations,
            boolean signs, String mechanisms) {}

    /** All tokens; {@code available} while one of them is. */
    public record Tokens(boolean available, List<Token> tokens) {}

    /** A self-test: {@code passed} is false where the token does not allow it, and {@code detail} says why. */
    public record Test(String token, String test, boolean passed, String detail) {}

    /** The tests that were run. One that fails is no part of this: the answer is then an error that names it. */
    public record Tests(@JsonProperty("self_tests") List<Test> tests) {}

    @GET
    @Requires(Permission.NODE_READ)
    public Tokens tokens() {
        return request.unaudited("Read HSM", () -> new Tokens(available(hsm.health()), hsm.tokens().stream().map(HsmResource::token).toList()));
    }

    /** Runs the known-answer and pairwise tests of every token that is there. */
    @POST
    @Path("selftest")
    @Requires(Permission.KEY_CUSTODY)
    public Tests selfTest() {
        return request.audited("Self-Test HSM", () -> new Tests(passed().stream()
                .map(result -> new Test(result.token(), result.test(), result.passed(), result.detail())).toList()));
    }

    private List<SelfTestResult> passed() {
        try {
            return hsm.selfTest();
        } catch (HsmUnavailableException failed) {
            throw new VaultException(Reason.HSM_UNAVAILABLE, failed.getMessage());
        }
    }

    private static Token token(TokenStatus status) {
        HsmHealth health = status.health();
        return new Token(status.label(), available(health), health.since(), health.reason(), health.epoch(),
                status.masterKeys().stream().map(MasterKey::generation).toList(), status.signs(), status.mechanisms());
    }

    private static boolean available(HsmHealth health) {
        return health.state() == HsmHealth.State.AVAILABLE;
    }
}
