/** The program behind {@code bench hsm}: rates of custody beside those of the token itself, measured in turns. Used by nothing that serves. */
package io.lumenvault.server.custody.rate;
