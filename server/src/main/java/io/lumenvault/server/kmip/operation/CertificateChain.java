package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.spec.ValidityIndicator;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Validation of X.509 paths (RFC 5280 section 6), without revocation lists: the node fetches nothing. */
final class CertificateChain {

    private final List<X509Certificate> anchors;

    CertificateChain(List<X509Certificate> anchors) {
        this.anchors = List.copyOf(anchors);
    }

    /** Unknown where the certificates are no chain, or end at nobody whom the node trusts, and nothing else is wrong with them. */
    ValidityIndicator validity(List<X509Certificate> given, Instant at) {
        List<X509Certificate> ordered = ordered(given);
        if (ordered.size() != new HashSet<>(given).size()) {
            return ValidityIndicator.UNKNOWN;
        }
        X509Certificate top = ordered.getLast();
        boolean anchored = anchors.stream().anyMatch(anchor -> anchor.equals(top)
                || anchor.getSubjectX500Principal().equals(top.getIssuerX500Principal()));
        boolean valid = anchored ? validates(ordered, anchors, at) : validates(ordered, List.of(top), at);
        return !valid ? ValidityIndicator.INVALID : anchored ? ValidityIndicator.VALID : ValidityIndicator.UNKNOWN;
    }

    /** From the one that issued none of the others upwards, as far as it goes. */
    private static List<X509Certificate> ordered(List<X509Certificate> given) {
        Set<X509Certificate> left = new HashSet<>(given);
        Optional<X509Certificate> next = given.stream().filter(leaf -> left.stream().noneMatch(other -> !other.equals(leaf)
                && other.getIssuerX500Principal().equals(leaf.getSubjectX500Principal()))).findFirst();
        List<X509Certificate> ordered = new ArrayList<>();
        while (next.isPresent()) {
            X509Certificate certificate = next.get();
            ordered.add(certificate);
            left.remove(certificate);
            next = left.stream().filter(issuer -> issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                    .findFirst();
        }
        return ordered.isEmpty() ? List.of(given.getFirst()) : ordered;
    }

    private static boolean validates(List<X509Certificate> ordered, List<X509Certificate> trusted, Instant at) {
        try {
            PKIXParameters parameters = new PKIXParameters(
                    trusted.stream().map(anchor -> new TrustAnchor(anchor, null)).collect(Collectors.toSet()));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            for (X509Certificate certificate : ordered) {
                certificate.checkValidity(Date.from(at));
            }
            List<X509Certificate> path = new ArrayList<>(ordered);
            path.removeIf(trusted::contains);
            if (!path.isEmpty()) {
                CertPathValidator.getInstance("PKIX").validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            }
            return true;
        } catch (CertPathValidatorException | CertificateException | InvalidAlgorithmParameterException invalid) {
            return false;
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
