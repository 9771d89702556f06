/** Processes that a command starts and answers for: they end with it, even when it is killed, and their output goes to a file. */
package io.lumenvault.cli.process;
