package io.lumenvault.server.access;

import java.util.Optional;

/**
 * What a client certificate says, read once; who that is now, the {@link PrincipalDirectory} answers each time.
 *
 * @param name the name that the rules find in it, if any
 * @param fingerprint SHA-256 of its DER form in hexadecimal
 */
public record CertificateIdentity(Optional<String> name, String fingerprint) {}
