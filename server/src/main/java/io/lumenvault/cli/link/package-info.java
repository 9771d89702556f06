/**
 * The simulated link on its own, without a site: plans over distance, a run in this process, and the report of a run.
 * All computation is the quantum layer's; here are options, tables and files.
 */
package io.lumenvault.cli.link;
