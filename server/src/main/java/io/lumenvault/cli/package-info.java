/**
 * The commands a person types: each is a picocli command class that talks to running servers over their APIs, or starts them.
 * Nothing here is part of the server: the commands run in a process of their own and see a key manager only from outside.
 * Start at {@link io.lumenvault.cli.Main}.
 */
package io.lumenvault.cli;
