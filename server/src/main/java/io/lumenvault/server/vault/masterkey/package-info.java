/**
 * The master key's generations: made, activated, rotated and destroyed on behalf of officers, or of the node itself where a limit
 * forces it; and the background work that seals everything anew after a rotation. Part of the door: permission first, then the
 * change and its audit entry in one transaction.
 *
 * <p>Create makes a generation in the token (Pre-Active); activate makes it the one that seals, and retires the one before
 * (Deactivated: it opens until everything is sealed anew); rotate does both; destroy is refused while anything is sealed under it.
 *
 * <p>Whether everything is sealed anew is a question to the rows alone, asked again and again, so a crash at any point loses nothing. A
 * row that cannot be opened is noted in the database, recorded once and tried again slowly; it keeps its own generation, and no
 * other, from being retired.
 *
 * <p>Start at {@link io.lumenvault.server.vault.masterkey.MasterKeys} (the commands),
 * {@link io.lumenvault.server.vault.masterkey.Resealing} and {@link io.lumenvault.server.vault.masterkey.GenerationUpkeep} (the
 * background work).
 */
package io.lumenvault.server.vault.masterkey;
