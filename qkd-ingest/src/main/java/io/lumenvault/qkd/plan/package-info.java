/**
 * Planning a link: what a protocol is expected to give over distance, and its picture. Built on the models of
 * {@code protocol}, so a plan and a simulation of the same link agree.
 */
package io.lumenvault.qkd.plan;
