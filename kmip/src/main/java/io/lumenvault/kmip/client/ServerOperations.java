package io.lumenvault.kmip.client;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.payload.Constraints;
import io.lumenvault.kmip.payload.CreateCredential;
import io.lumenvault.kmip.payload.CreateGroup;
import io.lumenvault.kmip.payload.CreateUser;
import io.lumenvault.kmip.payload.Deactivate;
import io.lumenvault.kmip.payload.DefaultsInformation;
import io.lumenvault.kmip.payload.DelegatedLogin;
import io.lumenvault.kmip.payload.GetConstraints;
import io.lumenvault.kmip.payload.Interop;
import io.lumenvault.kmip.payload.Log;
import io.lumenvault.kmip.payload.Login;
import io.lumenvault.kmip.payload.Logout;
import io.lumenvault.kmip.payload.Obliterate;
import io.lumenvault.kmip.payload.Ping;
import io.lumenvault.kmip.payload.Pkcs11;
import io.lumenvault.kmip.payload.SetConstraints;
import io.lumenvault.kmip.payload.SetDefaults;
import io.lumenvault.kmip.payload.SetEndpointRole;
import io.lumenvault.kmip.payload.Ticket;
import io.lumenvault.kmip.spec.EndpointRole;
import io.lumenvault.kmip.spec.InteropFunction;
import java.io.IOException;

/**
 * What concerns the server and the caller rather than an object: tickets, log, defaults and constraints, users.
 */
public final class ServerOperations {

    private final KmipClient client;

    ServerOperations(KmipClient client) {
        this.client = client;
    }

    /** Asks for a sign of life (since 2.1). */
    public void ping() throws IOException {
        client.call(new Ping.Request(), Ping.Response.class);
    }

    /** Writes a line into the server's log (since 2.0). */
    public void log(String message) throws IOException {
        client.call(new Log.Request(message), Log.Response.class);
    }

    /** Takes a ticket that stands for the credentials (since 2.0); give it to {@link KmipClientBuilder#credentials}. */
    public Ticket login(Login.Request request) throws IOException {
        return client.call(request, Login.Response.class).ticket();
    }

    /** Ends a ticket. */
    public void logout(Ticket ticket) throws IOException {
        client.call(new Logout.Request(ticket), Logout.Response.class);
    }

    /** Takes a ticket for another, good for some operations and objects (since 2.0). */
    public Ticket delegatedLogin(DelegatedLogin.Request request) throws IOException {
        return client.call(request, DelegatedLogin.Response.class).ticket();
    }

    /**
     * Asks what role the server has on the connection (since 2.0), where it is to stay the Server.
     *
     * @throws IllegalArgumentException for the role Client: that is what {@link KmipClient#handOver} is for
     */
    public EndpointRole setEndpointRole(EndpointRole role) throws IOException {
        if (role == EndpointRole.CLIENT) {
            throw new IllegalArgumentException("the server becomes the Client of a connection by KmipClient.handOver alone");
        }
        return client.call(new SetEndpointRole.Request(role), SetEndpointRole.Response.class).role();
    }

    /** Carries out a PKCS#11 function at the server (since 2.0). */
    public Pkcs11.Response pkcs11(Pkcs11.Request request) throws IOException {
        return client.call(request, Pkcs11.Response.class);
    }

    /** Marks the begin or end of a test case (since 2.0). */
    public void interop(InteropFunction function, String identifier) throws IOException {
        client.call(new Interop.Request(function, identifier), Interop.Response.class);
    }

    /** Sets the attributes that new objects get (since 2.1). */
    public void setDefaults(DefaultsInformation defaults) throws IOException {
        client.call(new SetDefaults.Request(defaults), SetDefaults.Response.class);
    }

    /** What the caller's requests must keep to (since 2.1). */
    public Constraints getConstraints() throws IOException {
        return client.call(new GetConstraints.Request(), GetConstraints.Response.class).constraints();
    }

    /** Sets what the caller's requests must keep to (since 2.1). */
    public void setConstraints(Constraints constraints) throws IOException {
        client.call(new SetConstraints.Request(constraints), SetConstraints.Response.class);
    }

    /** Makes a group of users (3.0 draft). */
    public String createGroup(Attribute... attributes) throws IOException {
        return client.call(new CreateGroup.Request(Attributes.of(attributes)), CreateGroup.Response.class).uniqueIdentifier();
    }

    /** Makes a user (3.0 draft). */
    public String createUser(Attribute... attributes) throws IOException {
        return client.call(new CreateUser.Request(Attributes.of(attributes)), CreateUser.Response.class).uniqueIdentifier();
    }

    /** Makes a credential for users to link to (3.0 draft). */
    public String createCredential(CreateCredential.Request request) throws IOException {
        return client.call(request, CreateCredential.Response.class).uniqueIdentifier();
    }

    /** Ends the use of an object for protection (3.0 draft). */
    public void deactivate(String identifier) throws IOException {
        client.call(new Deactivate.Request(UniqueIdentifier.of(identifier), null, null), Deactivate.Response.class);
    }

    /** Destroys an object and all that is known of it (3.0 draft). */
    public void obliterate(String identifier) throws IOException {
        client.call(new Obliterate.Request(UniqueIdentifier.of(identifier)), Obliterate.Response.class);
    }
}
