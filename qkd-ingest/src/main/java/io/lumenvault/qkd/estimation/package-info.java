/**
 * Parameter estimation: exact counts of a block by basis and intensity, the decoy-state bounds that follow from them
 * with finite statistics, and the length of key that they allow.
 */
package io.lumenvault.qkd.estimation;
