package io.lumenvault.server.custody.rate;

/**
 * What was measured.
 *
 * @param operation {@code open} or {@code seal}
 * @param custody operations a second through custody
 * @param bare operations a second through the token alone
 * @param samples operations counted through custody
 */
record Rates(String operation, double custody, double bare, long samples) {}
