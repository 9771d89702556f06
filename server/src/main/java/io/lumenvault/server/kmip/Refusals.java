package io.lumenvault.server.kmip;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.operation.KmipRefusal;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;

/** The door's reasons in the terms of KMIP. */
final class Refusals {

    private Refusals() {}

    static KmipException of(VaultException refused) {
        return refused instanceof KmipRefusal own ? own.error() : new KmipException(reason(refused.reason()), refused.getMessage());
    }

    private static ResultReason reason(Reason reason) {
        return switch (reason) {
            case OBJECT_NOT_FOUND -> ResultReason.OBJECT_NOT_FOUND;
            case OBJECT_DESTROYED -> ResultReason.OBJECT_DESTROYED;
            case OBJECT_ARCHIVED -> ResultReason.OBJECT_ARCHIVED;
            case OBJECT_ALREADY_EXISTS -> ResultReason.OBJECT_ALREADY_EXISTS;
            case PERMISSION_DENIED, APPROVAL_NEEDED, CONFLICT -> ResultReason.PERMISSION_DENIED;
            case WRONG_KEY_LIFECYCLE_STATE -> ResultReason.WRONG_KEY_LIFECYCLE_STATE;
            case NON_UNIQUE_NAME_ATTRIBUTE -> ResultReason.NON_UNIQUE_NAME_ATTRIBUTE;
            case INVALID_FIELD -> ResultReason.INVALID_FIELD;
            case NOT_EXTRACTABLE -> ResultReason.NOT_EXTRACTABLE;
            case PROTECTION_UNAVAILABLE -> ResultReason.PROTECTION_STORAGE_UNAVAILABLE;
            case SENSITIVE -> ResultReason.SENSITIVE;
            case WRAPPING_OBJECT_NOT_FOUND -> ResultReason.WRAPPING_OBJECT_NOT_FOUND;
            case WRAPPING_OBJECT_DESTROYED -> ResultReason.WRAPPING_OBJECT_DESTROYED;
            case WRAPPING_OBJECT_ARCHIVED -> ResultReason.WRAPPING_OBJECT_ARCHIVED;
            case INCOMPATIBLE_USAGE -> ResultReason.INCOMPATIBLE_CRYPTOGRAPHIC_USAGE_MASK;
            case CRYPTOGRAPHIC_FAILURE -> ResultReason.CRYPTOGRAPHIC_FAILURE;
            case HSM_UNAVAILABLE, STORE_UNAVAILABLE, PEER_UNAVAILABLE, BUSY, KEY_DEPLETED, GENERAL_FAILURE -> ResultReason.GENERAL_FAILURE;
        };
    }
}
