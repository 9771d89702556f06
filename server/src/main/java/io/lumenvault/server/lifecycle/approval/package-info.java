/**
 * Approvals (M of N): which exact request they are bound to, who may give them, and why. An approval is bound to the SHA-256 of the
 * request's canonical form, cannot be given by the requester, counts each person once, ends with one refusal, expires, and is consumed
 * once, in the transaction of the operation. No operation runs by itself once it is approved: the requester repeats the exact request
 * while the approval lasts. Start at
 * {@link io.lumenvault.server.lifecycle.approval.RequiredApprovals}, which says what needs approval of whom, and
 * {@link io.lumenvault.server.lifecycle.approval.GuardedRequest}, what exactly is approved; the door asks and consumes.
 */
package io.lumenvault.server.lifecycle.approval;
