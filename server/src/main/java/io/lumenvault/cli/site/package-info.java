/** What starting one site takes, shared by {@code serve}, {@code hsm init} and the demo. Knows nothing of two sites or of a link. */
package io.lumenvault.cli.site;
