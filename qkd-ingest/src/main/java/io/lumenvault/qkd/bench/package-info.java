/** Measurements of the simulator and of the stages of distillation, for the bench command. */
package io.lumenvault.qkd.bench;
