/**
 * The classical protocol that turns detections into key, one class for each end, over any channel of messages. The
 * stages themselves live in their own packages; here is their order, and the authentication of every message.
 *
 * <p>A session opens with a handshake, which costs strangers' victims no more than one pad in all
 * ({@link io.lumenvault.qkd.distillation.Handshake}); then for each block:
 * <ol>
 *   <li>sifting: announcements and answers until the block holds its number of key-basis bits,</li>
 *   <li>estimation: Bob states the errors of the compared bits, by class; both ends exchange tags over all messages so far, and a
 *       block whose error rate is above the threshold ends here,</li>
 *   <li>reconciliation and verification; frames that fail leave the block and the counts are taken anew,</li>
 *   <li>amplification: both compute the same length from the same counts; Alice draws the seed,</li>
 *   <li>tags over all messages of the second half, also where the block ends after verification. Only a right tag
 *       releases the key, or lets the next block begin.</li>
 * </ol>
 * Bob leads: Alice answers in the order of his messages, of which a few may be on their way. He announces ahead what is
 * detected already, and asks about half of the frames while she answers for the other half. A tag covers a whole
 * stage in both directions; nothing leaves a stage before its tags are right. The sequence number of a block is written to disk before
 * the last tags cross, so that no number ever stands for two blocks whatever end is killed when.
 */
package io.lumenvault.qkd.distillation;
