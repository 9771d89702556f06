package io.lumenvault.db.custody;

/**
 * Seals that one node may make under the active generation.
 *
 * @param generation the active generation
 * @param seals how many; 0 when the generation has none left
 */
public record SealBlock(int generation, long seals) {}
