/**
 * Parameter estimation: exact counts of a block by basis and intensity, the decoy-state bounds that follow from them
 * with finite statistics, and the length of key that they allow. Both ends reckon it and must come to the same length, so
 * logarithms and exponentials are those of {@link StrictMath}, which are the same on every machine.
 */
package io.lumenvault.qkd.estimation;
