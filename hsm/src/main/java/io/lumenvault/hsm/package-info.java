/**
 * The root of trust over PKCS#11: master-key generations that never leave the token, sealing and opening under them,
 * signatures of the audit log, and randomness. Depends on the JDK alone and knows nothing of KMIP, QKD or databases.
 *
 * <p>Start at {@link io.lumenvault.hsm.RootOfTrust}. A {@code Connection} keeps one {@code Epoch} alive; an epoch is the
 * login, the key handles found by label, and a {@code WorkerPool} of platform threads with a session each. Everything of an
 * epoch is thrown away when the token is lost. Master keys are used by copies in a session ({@code SessionCopies}), and the stored
 * keys looked at once a second: one that is gone ends the epoch. The process needs {@code --enable-native-access}.
 *
 * <p>Keys of users live in the token ({@link io.lumenvault.hsm.InternalKeys}), or outside it, wrapped by AES-KWP
 * ({@link io.lumenvault.hsm.WrappedKeys}) under the wrapping key that stands beside each master key ({@code WrappingKeys}). To be used,
 * such a key is unwrapped to an object of one session and dies with that. Internal keys go from one token to the others in the same form.
 *
 * <p>Decision: the library is called by {@code java.lang.foreign} alone, not through SunPKCS11. SunPKCS11 keeps the function
 * table of a library for the life of the JVM and does not finalise it, so the client of p11-kit, whose every table is a
 * connection of its own, never comes back after its server was killed; it also keeps PIN and plaintext in memory that
 * nobody wipes, and lacks wrapping into the token. The drawback: structures and function places of PKCS#11 are written
 * down here, for 64-bit Unix only.
 *
 * <p>Libraries tried: SoftHSM2 in the process (it reads its configuration file from the environment variable SOFTHSM2_CONF
 * of the process, once), SoftHSM2 in another process through {@code p11-kit server} and {@code p11-kit-client.so} (its
 * address from the environment variable P11_KIT_SERVER_ADDRESS), and NSS softoken.
 */
package io.lumenvault.hsm;
