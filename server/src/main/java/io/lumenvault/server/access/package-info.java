/**
 * Who is calling and what they may do: certificates and bearer tokens to principals, principals to roles and groups, roles to
 * permissions. Knows no keys. Start at {@link io.lumenvault.server.access.PrincipalDirectory}; what a route needs is declared with
 * {@link io.lumenvault.server.access.Requires}.
 *
 * <p>A group is a tenant. A principal of a group sees what belongs to its group, and neither names nor counts of others; a principal
 * of the node ({@code *}) sees everything that its role shows. Nobody is anything by default: a certificate that maps to no principal
 * has no role, and there is no way to turn authentication off.
 *
 * <p>Bearer tokens are checked here with jose4j and not by Quarkus' own OIDC extension, because that would authenticate every request
 * by itself before ours is asked, and because a node must start and serve certificates while its identity provider is away. The
 * drawback: no browser login flow; a console in a browser gets its token from the provider itself.
 */
package io.lumenvault.server.access;
