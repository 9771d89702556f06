/**
 * Sealing and opening of key material by the HSM: the only package that sees material in the clear. Knows no callers.
 *
 * <p>New seals are made under the generation of the master key that the database says is active, never under one that the token
 * alone knows. Each seal that is asked for is counted before it is made ({@link io.lumenvault.server.custody.SealAllowance}), because
 * a key may make 2^32 of them with random initialisation vectors and no more (NIST SP 800-38D clause 8.3). Not counted are those
 * that the root of trust makes by itself: in its tests of a token, and again where a token was lost during the first.
 *
 * <p>Storage classes: {@code external}, sealed in PostgreSQL; {@code internal}, an AES key of the token that is used inside it and
 * never given out; {@code translate}, an AES key that the token made and wrapped by AES-KWP (RFC 5649) under the wrapping key of the
 * generation, which leaves only wrapped anew under another key, unwrapped and wrapped inside the token
 * ({@link io.lumenvault.server.custody.UserKeys}). Its material is never in this process.
 *
 * <p>Decision: KWP binds no other data than the key, so what the token wrapped is sealed once more by AES-GCM with the header that every
 * record has, of a kind of its own: a wrapped key moved to another object, or back from an older generation, is refused as any other
 * record is, and rotation, counting and destruction of generations treat both alike. A keyed hash beside it would have needed one more
 * key of one more purpose. The drawback: one more call of the HSM for each use.
 *
 * <p>Which storage class a new key gets is said by its maker (KMIP's Protection Storage Mask) or else by the
 * {@link io.lumenvault.server.custody.StorageClassRule}.
 */
package io.lumenvault.server.custody;
