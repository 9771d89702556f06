/**
 * Reconciliation: Bob's key is made equal to Alice's, frame by frame, by Cascade or by LDPC codes, and every
 * parity that Alice discloses is counted. Knows neither messages nor channels.
 *
 * <p>Cascade with the block sizes of option (8) of Martinez-Mateo et al. (QIC 15, 453) and re-use of the parity of
 * every sub-block ever split: in each pass the key is permuted and cut into blocks of a power of two, and a block is a
 * binary tree whose node parities become known top down. A node whose parities differ is searched to one bit; flipping
 * it changes the nodes that hold it in all passes, which uncovers further errors. Questions are batched: all odd nodes
 * of the smallest size, of all frames, in one message; then one message of answers.
 *
 * <p>The LDPC codes are quasi-cyclic, irregular, with columns of degree 2 to 25, made by the same rule at both ends for
 * the estimated error rate: for each of some hundred rates of disclosure its own. Bob asks for Alice's syndrome in one
 * question and decodes the pattern of errors; while that fails he asks for the bits he is least sure of, up to a limit,
 * after which the frame is left as it is for verification to refuse. The codes are made for frames of 2^17 bits and more
 * between 1 and 11 %; shorter frames and fewer errors cost more requests and more disclosure.
 *
 * <p>The count of disclosed bits is Alice's answers. Bob's questions depend on the pattern of errors alone (and Alice's
 * answers, counted), which in this protocol is independent of the key but for vacuum events, of which the sender of the light may
 * know Bob's bit. The length of the key gives no credit for those, whatever the method
 * ({@link io.lumenvault.qkd.estimation.ThreeIntensityFiniteKey#length}).
 */
package io.lumenvault.qkd.reconciliation;
