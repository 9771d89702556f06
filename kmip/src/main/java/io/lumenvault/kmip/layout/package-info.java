/**
 * Structures as tables: which fields, in which order, in which versions. Reading checks against the table, writing drops
 * what a version lacks. Knows no operation and no attribute rules.
 */
package io.lumenvault.kmip.layout;
