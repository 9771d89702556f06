/**
 * The quantum layer: optical link simulator, distillation core, key-rate maths, QKD modules and the client that
 * delivers their key blocks. Depends on the JDK, Apache Commons Math (linear
 * programming) and Jackson (key sources), and knows no key manager internals.
 *
 * <p>Key flows {@code link} -> {@code sifting} -> {@code estimation} -> {@code reconciliation} -> {@code verification} ->
 * {@code amplification} -> {@code ingest}; {@code authentication} covers every classical message on the way, and
 * {@code module} is the process that runs the stages. Start reading there.
 */
package io.lumenvault.qkd;
