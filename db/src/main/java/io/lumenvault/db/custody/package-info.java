/**
 * The master key's generations as the database knows them, the walk over everything sealed when it is sealed anew, and the seals
 * that could not be opened then. Every change of state is a statement that names the state it expects. Sees sealed bytes only.
 */
package io.lumenvault.db.custody;
