/**
 * Checks what was taken away from a log, without the site and without trust in it: bundles of evidence about one key, exports of a time or
 * of the whole log. The one thing believed is the public key that the caller gives; keys that lie in a file are not.
 *
 * <p>Start at {@link io.lumenvault.cli.evidence.Evidence}.
 */
package io.lumenvault.cli.evidence;
