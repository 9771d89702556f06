/**
 * Messages: headers and batch items of requests and responses, by version. A payload stays a structure until it is asked
 * for, so that an error in one batch item fails that item alone. Knows no transport.
 */
package io.lumenvault.kmip.message;
