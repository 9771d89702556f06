package io.lumenvault.db.qkd;

/**
 * What two ends compare of a block.
 *
 * @param sequence the block's number
 * @param bits its length
 * @param tag its Wegman-Carter tag
 * @param state where it stands here
 */
public record BlockTagRow(long sequence, int bits, byte[] tag, BlockState state) {}
