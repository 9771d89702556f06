/** The quantum layer: optical link simulator, distillation core, QKD modules and ingest client. Knows no key manager internals. */
package io.lumenvault.qkd;
