/**
 * The door. Every use of a key, from any endpoint, passes here and in one order: permission, lifecycle, open or seal, audit,
 * commit. Endpoints translate their protocol to and from this door and do nothing else with keys; rooms below (access,
 * lifecycle, custody, audit) are composed here and do not call each other.
 *
 * <p>The policy in force is held in memory ({@link io.lumenvault.server.vault.Policies}); a node follows a version that another node
 * applied within a second. What is due without anybody asking is done by {@link io.lumenvault.server.vault.KeyUpkeep}; nothing depends
 * on that for safety, because every use is judged at its own moment.
 *
 * <p>Keys that are used in the HSM pass by {@link io.lumenvault.server.vault.InternalObjects}, keys that leave or come wrapped under
 * another by {@link io.lumenvault.server.vault.WrappedObjects}; both keys of a wrapping are checked and recorded.
 *
 * <p>Changes of objects that clients are told of wait in {@link io.lumenvault.server.vault.Notifications}.
 *
 * <p>Start at {@link io.lumenvault.server.vault.Vault} (managed objects) and {@link io.lumenvault.server.vault.Door} (the order).
 */
package io.lumenvault.server.vault;
