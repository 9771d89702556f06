package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.access.DeviceFields;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.OtpAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.access.HashedPassword;
import io.lumenvault.server.access.OneTimePassword;
import java.util.Arrays;

/** Reads the structures of credentials that are to be made (3.0 draft, section 2.1.3). Arrays are the request's but where it is said. */
final class GivenCredential {

    private GivenCredential() {}

    static byte[] password(Structure credential) {
        if (!(credential.first(Tag.PASSWORD) instanceof Item.Text password)) {
            throw credential.first(Tag.SALTED_PASSWORD) == null
                    ? new KmipException(ResultReason.INVALID_MESSAGE, "the Password Credential has no Password")
                    : new KmipException(ResultReason.FEATURE_NOT_SUPPORTED,
                            "a Password Credential comes with its Password, not with a Salted Password: this server salts it itself");
        }
        return password.utf8();
    }

    static DeviceFields device(Structure credential) {
        return Authentication.device(tag -> credential.first(tag) instanceof Item.Text text ? text.value() : "");
    }

    /** What is known of a device is no secret, so here it has a password. */
    static byte[] devicePassword(Structure credential) {
        if (!(credential.first(Tag.PASSWORD) instanceof Item.Text password)) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED,
                    "the Device Credential has no Password; what else it says of the device is no secret, and lets nobody in");
        }
        return password.utf8();
    }

    static OneTimePassword oneTime(Structure credential) {
        if (!(credential.first(Tag.OTP_ALGORITHM) instanceof Item.Enumeration algorithm)
                || Arrays.stream(OtpAlgorithm.values()).noneMatch(known -> known.code() == algorithm.value())) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the OTP Credential has no OTP Algorithm, which is HOTP or TOTP");
        }
        int digits = credential.first(Tag.OTP_DIGITS) instanceof Item.Int given ? given.value() : OneTimePassword.FEWEST_DIGITS;
        long seconds = credential.first(Tag.OTP_INTERVAL) instanceof Item.Interval given ? given.seconds()
                : OneTimePassword.USUAL_INTERVAL_SECONDS;
        try {
            return new OneTimePassword(algorithm.value() == OtpAlgorithm.TOTP.code(), CredentialHashes.mac(credential), digits,
                    (int) Math.min(seconds, Integer.MAX_VALUE));
        } catch (IllegalArgumentException wrong) {
            throw new KmipException(ResultReason.INVALID_FIELD, wrong.getMessage());
        }
    }

    static byte[] seed(Structure credential) {
        if (!(credential.first(Tag.OTP_SEED) instanceof Item.Bytes seed)) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED,
                    "the OTP Credential has no OTP Seed; this server makes none, since it gives none out");
        }
        try {
            OneTimePassword.requireSeed(seed.value().length);
        } catch (IllegalArgumentException wrong) {
            throw new KmipException(ResultReason.INVALID_FIELD, wrong.getMessage());
        }
        return seed.value();
    }

    static HashedPassword hashed(Structure credential) {
        return new HashedPassword(CredentialHashes.digest(CredentialHashes.algorithm(credential)));
    }

    /** Both hashes, one behind the other; the caller wipes them. */
    static byte[] hashes(Structure credential) {
        int bytes = hashed(credential).hashBytes();
        byte[] both = new byte[2 * bytes];
        System.arraycopy(hash(credential, Tag.HASHED_USERNAME_PASSWORD, bytes), 0, both, 0, bytes);
        System.arraycopy(hash(credential, Tag.HASHED_PASSWORD_USERNAME, bytes), 0, both, bytes, bytes);
        return both;
    }

    private static byte[] hash(Structure credential, Tag tag, int bytes) {
        if (!(credential.first(tag) instanceof Item.Bytes hash) || hash.value().length != bytes) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the Hashed Password Credential has no " + tag + " of " + bytes + " bytes");
        }
        return hash.value();
    }
}
