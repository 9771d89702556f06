package io.lumenvault.server.access;

import java.util.List;

/** Tells what the operations or routes of one endpoint need; each endpoint has one. */
public interface Declarations {

    /** All of them. */
    List<Declaration> declared();
}
