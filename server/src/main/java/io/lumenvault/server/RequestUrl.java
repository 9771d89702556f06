package io.lumenvault.server;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request's URL may look like: routes are found by its normal form (RFC 3986 section 6.2.2), without path parameters, so a path
 * that is another one there than as it was sent would be admitted as one request and served as another.
 */
final class RequestUrl {

    /** A NUL character cannot be stored, not even in the record of a refusal. */
    private static final String NUL = "%00";
    /** Empty segments, "." and ".." (percent-encoded too), path parameters, and what is no percent-encoding. */
    private static final Pattern REWRITTEN = Pattern.compile("^[^/]|//|/(?:\\.|%2[eE]){1,2}(?:/|$)|;|%(?![0-9a-fA-F]{2})");

    private RequestUrl() {}

    /** What is wrong with the URL of a request; empty when nothing is. */
    static Optional<String> fault(String uri, String path) {
        if (uri.contains(NUL)) {
            return Optional.of("the URL shall hold no NUL character");
        }
        return REWRITTEN.matcher(path).find() ? Optional.of("the URL's path shall be in its normal form, without parameters") : Optional.empty();
    }
}
