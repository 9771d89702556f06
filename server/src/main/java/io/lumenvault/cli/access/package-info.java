/** The commands about who may do what at a site: principals, roles, service tokens, and the first officer. */
package io.lumenvault.cli.access;
