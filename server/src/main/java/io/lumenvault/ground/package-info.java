/**
 * What every package of the server and of the command line may stand on beside the modules: work that is repeated in the
 * background, certificates in files, and SHA-256. Knows nothing of Lumenvault: the JDK and the logger alone. Only what no room can own belongs here.
 */
package io.lumenvault.ground;
