package io.lumenvault.kmip.conformance;

/**
 * Where an answer is not the one that a case expects.
 *
 * @param path the way to the item, as in {@code ResponseMessage/BatchItem[2]/ResultReason}
 * @param problem what is there and what is expected
 */
public record Difference(String path, String problem) {

    @Override
    public String toString() {
        return path + " " + problem;
    }
}
