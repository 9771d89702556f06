/** The root of trust over PKCS#11: sessions, master-key generations, seal and open, sign, random. Depends on the JDK alone. */
package io.lumenvault.hsm;
