/** JSON over HTTPS with certificates at both ends, as the commands call sites. */
package io.lumenvault.cli.http;
