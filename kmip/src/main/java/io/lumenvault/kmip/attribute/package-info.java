/**
 * Attributes: the attribute table with its rules, the version-independent form of attributes and names, typed values, and
 * their two shapes on the wire. Knows no operation and no object.
 */
package io.lumenvault.kmip.attribute;
