/**
 * One handler class an operation. A handler translates a payload to the door and the door's answer to a payload; it holds no
 * state, opens no connection and decides no permission. Start at {@link io.lumenvault.server.kmip.operation.Handlers}, the
 * registry: what is not there is not supported, and Query says so. Templates that a request names (1.x) are replaced by their attributes
 * before a handler sees it ({@link io.lumenvault.server.kmip.operation.Templates}).
 */
package io.lumenvault.server.kmip.operation;
