/**
 * A small certificate authority for the demo and for tests: EC P-256 keys, PEM files, one certificate a principal.
 * It is not for production nodes, whose certificates come from their own authority. Start at {@link io.lumenvault.cli.pki.CertificateAuthority}.
 */
package io.lumenvault.cli.pki;
