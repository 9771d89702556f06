/** The commands about who may do what at a site: principals, roles, credentials, service tokens, and the first officer. */
package io.lumenvault.cli.access;
