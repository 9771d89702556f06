/**
 * Sealing and opening of key material by the HSM: the only package that sees material in the clear. Knows no callers.
 *
 * <p>New seals are made under the generation of the master key that the database says is active, never under one that the token
 * alone knows. Each seal that is asked for is counted before it is made ({@link io.lumenvault.server.custody.SealAllowance}), because
 * a key may make 2^32 of them with random initialisation vectors and no more (NIST SP 800-38D clause 8.3). Not counted are those
 * that the root of trust makes by itself: in its tests of a token, and again where a token was lost during the first.
 *
 * <p>Storage classes: {@code external}, sealed in PostgreSQL; {@code internal}, an AES key of the token that is used by Encrypt and
 * Decrypt inside it and never given out. Which one a new key gets is said by its maker (KMIP's Protection Storage Mask) or else by
 * the {@link io.lumenvault.server.custody.StorageClassRule}.
 */
package io.lumenvault.server.custody;
