/**
 * The command {@code hsm}: makes the tokens of a node, makes master keys that several of them hold, shows and tests them. The work
 * happens in processes of their own, in whose environment the libraries find their tokens; a PIN is never an argument.
 */
package io.lumenvault.cli.hsm;
