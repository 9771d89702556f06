/**
 * Information-theoretically secure authentication of the classical channel: Wegman-Carter tags (polynomial hash plus
 * one-time pad) and the durable pool of key that pays for them. Knows no message formats.
 *
 * <p>The pool begins with a secret that both ends were given and is refilled by each distilled block. Each direction
 * has its own hash key and its own pads, and a pad is written off on disk before it is used: whatever is killed and
 * whatever an attacker says about positions, no pad ever covers two messages.
 */
package io.lumenvault.qkd.authentication;
