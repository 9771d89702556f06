/**
 * The root of trust over PKCS#11: master-key generations that never leave the token, sealing and opening under them,
 * signatures of the audit log, and randomness. Depends on the JDK alone and knows nothing of KMIP, QKD or databases.
 *
 * <p>Start at {@link io.lumenvault.hsm.RootOfTrust}. A {@code Connection} keeps one {@code Epoch} alive; an epoch is an
 * instance of SunPKCS11, the key handles found by label, and a {@code WorkerPool} of platform threads. Everything of an
 * epoch is thrown away when the token is lost. {@code Cryptoki} calls by {@code java.lang.foreign} what SunPKCS11 lacks;
 * the process needs {@code --enable-native-access}.
 *
 * <p>SoftHSM2 reads its configuration file from the environment variable SOFTHSM2_CONF of the process, once.
 */
package io.lumenvault.hsm;
