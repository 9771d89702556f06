/**
 * The master key's generations: made, activated, rotated and destroyed on behalf of officers, or of the node itself where a limit
 * forces it; and the background work that seals everything anew after a rotation. Part of the door: permission first, then the
 * change and its audit entry in one transaction.
 *
 * <p>Create makes a generation in the token (Pre-Active); activate makes it the one that seals, and retires the one before
 * (Deactivated: it opens until everything is sealed anew); rotate does both; destroy is refused while anything is sealed under it.
 * Start at {@link io.lumenvault.server.vault.masterkey.MasterKeys}.
 */
package io.lumenvault.server.vault.masterkey;
