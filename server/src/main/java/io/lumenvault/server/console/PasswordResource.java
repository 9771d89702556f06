package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lumenvault.server.access.OpenToAll;
import io.lumenvault.server.vault.CredentialChanges;
import io.lumenvault.server.vault.PasswordChange;
import io.lumenvault.server.vault.PresentedCredential;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;

/**
 * Changes a user's own password. What the user logs in by now is what gives the right, beside the certificate of a principal that may speak
 * for it; KMIP has no operation for this.
 */
@Path("/console/v1/password")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PasswordResource {

    private final ConsoleRequest request;
    private final JsonInput json;
    private final CredentialChanges changes;

    PasswordResource(ConsoleRequest request, JsonInput json, CredentialChanges changes) {
        this.request = request;
        this.json = json;
        this.changes = changes;
    }

    /** The user, its password, a one-time password where it has them, and the password that it wants. */
    public record Change(String user, char[] password, @JsonProperty("one_time_password") char[] oneTimePassword,
            @JsonProperty("new_password") char[] newPassword) {

        @Override
        public String toString() {
            return "Change[" + user + "]";
        }
    }

    @POST
    @OpenToAll
    public Response change(byte[] body) {
        try (Passwords passwords = new Passwords()) {
            changes.changeOwn(request.caller(), request.address(), () -> read(body, passwords));
            return Response.noContent().build();
        } catch (VaultException refusal) {
            throw ConsoleRequest.answer(refusal);
        } finally {
            if (body != null) {
                Arrays.fill(body, (byte) 0);
            }
        }
    }

    private PasswordChange read(byte[] body, Passwords passwords) {
        Change change = json.read(body, Change.class);
        String user = JsonInput.required("user", change.user());
        byte[] current = passwords.utf8(JsonInput.required("password", change.password()));
        byte[] wanted = passwords.utf8(JsonInput.required("new_password", change.newPassword()));
        return new PasswordChange(change.oneTimePassword() == null ? new PresentedCredential.Password(user, current)
                : new PresentedCredential.OneTime(user, current, passwords.utf8(change.oneTimePassword())), wanted);
    }
}
