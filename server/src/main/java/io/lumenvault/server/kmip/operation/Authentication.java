package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.access.DeviceFields;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.vault.CredentialLogin;
import io.lumenvault.server.vault.Login;
import io.lumenvault.server.vault.PresentedCredential;
import io.lumenvault.server.vault.Tickets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whom a request is from (KMIP 2.1 sections 9.4 and 9.11): the user whose credential it brings, the user whose ticket it brings beside the
 * certificate that the ticket was obtained beside, or else whom the certificate stands for.
 */
final class Authentication {

    private static final Set<CredentialType> OF_USERS = EnumSet.of(CredentialType.USERNAME_AND_PASSWORD, CredentialType.DEVICE,
            CredentialType.ONE_TIME_PASSWORD, CredentialType.HASHED_PASSWORD);
    private static final byte[] NONE = new byte[0];

    private final CredentialLogin logins;
    private final Tickets tickets;

    Authentication(CredentialLogin logins, Tickets tickets) {
        this.logins = logins;
        this.tickets = tickets;
    }

    /**
     * Whom a request is from.
     *
     * @throws KmipException with Authentication Not Successful where a credential is not the user's, Invalid Message where there are several
     * @throws io.lumenvault.server.vault.VaultException where that cannot be found out
     */
    Login of(List<Credential> credentials, Principal certified, String address) {
        List<Credential> ofUsers = credentials.stream().filter(one -> OF_USERS.contains(one.type())).toList();
        if (ofUsers.size() > 1) {
            throw new KmipException(ResultReason.INVALID_MESSAGE,
                    "a request brings one credential of a user, not " + ofUsers.size() + "; one-time password and password are one");
        }
        if (ofUsers.isEmpty()) {
            return byTicket(credentials, certified).orElseGet(() -> Login.certified(certified));
        }
        return logins.login(certified, address, Call.PROTOCOL, presented(ofUsers.getFirst())).orElseThrow(() -> refused(certified, ofUsers.getFirst()));
    }

    private static KmipException refused(Principal certified, Credential credential) {
        return new KmipException(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, "the credential of type " + credential.type().text()
                + " is not that of a user that '" + certified.name() + "' may log in, was used before, or was wrong too often of late");
    }

    private Optional<Login> byTicket(List<Credential> credentials, Principal certified) {
        return credentials.stream().filter(one -> one.type() == CredentialType.TICKET).findFirst()
                .flatMap(one -> tickets.find(certified, TicketRights.value(one), logins.configured()))
                .filter(ticket -> !ticket.principal().equals(certified.name()))
                .flatMap(ticket -> logins.byTicket(certified, ticket));
    }

    private static PresentedCredential presented(Credential credential) {
        String user = credential.username().orElse("");
        byte[] password = credential.password().orElse(NONE);
        return switch (credential.type()) {
            case DEVICE -> new PresentedCredential.Device(device(tag -> credential.text(tag).orElse("")), password);
            case ONE_TIME_PASSWORD -> new PresentedCredential.OneTime(user, password, oneTimePassword(credential));
            case HASHED_PASSWORD -> hashed(user, credential);
            default -> new PresentedCredential.Password(user, password);
        };
    }

    private static byte[] oneTimePassword(Credential credential) {
        return credential.value().first(Tag.ONE_TIME_PASSWORD) instanceof Item.Text given ? given.utf8() : NONE;
    }

    /** What a structure says of a device. @throws KmipException with Invalid Field where it says nothing */
    static DeviceFields device(Function<Tag, String> field) {
        try {
            return new DeviceFields(field.apply(Tag.DEVICE_SERIAL_NUMBER), field.apply(Tag.DEVICE_IDENTIFIER),
                    field.apply(Tag.NETWORK_IDENTIFIER), field.apply(Tag.MACHINE_IDENTIFIER), field.apply(Tag.MEDIA_IDENTIFIER));
        } catch (IllegalArgumentException wrong) {
            throw new KmipException(ResultReason.INVALID_FIELD, wrong.getMessage());
        }
    }

    private static PresentedCredential hashed(String user, Credential credential) {
        if (!(credential.value().first(Tag.TIME_STAMP) instanceof Item.DateTimeExtended time)) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "the Time Stamp of a Hashed Password is of type Date Time Extended");
        }
        HashingAlgorithm algorithm = CredentialHashes.algorithm(credential.value());
        return new PresentedCredential.Hashed(user, Instant.EPOCH.plus(time.micros(), ChronoUnit.MICROS),
                CredentialHashes.digest(algorithm), credential.bytes(Tag.HASHED_PASSWORD).orElse(NONE));
    }
}
