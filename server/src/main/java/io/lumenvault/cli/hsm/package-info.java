/** The command {@code hsm}: makes the token of a node. Knows nothing of what the node keeps in it. */
package io.lumenvault.cli.hsm;
