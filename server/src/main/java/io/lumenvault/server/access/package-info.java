/** Who is calling and what they may do: certificates to principals, principals to roles, roles to permissions. Knows no keys. */
package io.lumenvault.server.access;
