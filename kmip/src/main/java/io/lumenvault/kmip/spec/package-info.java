/**
 * The specification's vocabulary as tables: protocol versions, enumerations and bit masks, each value with the versions
 * that have it. Knows no message and no operation.
 */
package io.lumenvault.kmip.spec;
