/** The command {@code witness}: runs {@link io.lumenvault.witness} in the foreground. */
package io.lumenvault.cli.witness;
