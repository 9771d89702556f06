/**
 * One handler class an operation. A handler translates a payload to the door and the door's answer to a payload; it holds no
 * state, opens no connection and decides no permission. Start at {@link io.lumenvault.server.kmip.operation.Handlers}, the
 * registry: what is not there is not supported, and Query says so.
 */
package io.lumenvault.server.kmip.operation;
