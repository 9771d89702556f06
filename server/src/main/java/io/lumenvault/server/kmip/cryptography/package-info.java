/**
 * Cryptography as the Cryptographic Parameters of KMIP name it, done by the JDK and, where that lacks an algorithm, by Bouncy Castle:
 * ciphers, MACs, signatures, digests, derivation, and the formats of keys. Works on bytes that it is lent; knows no object, no
 * permission and no request. What the parameters ask for and is not there is refused, never passed over. Start at
 * {@link io.lumenvault.server.kmip.cryptography.Ciphers}.
 */
package io.lumenvault.server.kmip.cryptography;
