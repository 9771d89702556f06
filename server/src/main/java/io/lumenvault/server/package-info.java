/**
 * The key manager. Four floors, arrows go down only: endpoints ({@code kmip}, {@code qkd}, {@code console}) over the door
 * ({@code vault}) over rooms ({@code access}, {@code lifecycle}, {@code custody}, {@code audit}) over the modules hsm, db and
 * kmip. This package composes them into a process: {@link io.lumenvault.server.Main} starts it, {@link
 * io.lumenvault.server.Composition} wires it.
 */
package io.lumenvault.server;
