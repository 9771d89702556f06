package io.lumenvault.db.audit;

import java.sql.SQLException;

/** Others were at the log's table all the time: whatever else is to be changed of it now would wait in vain as well. */
public final class BusyLogException extends SQLException {

    private static final long serialVersionUID = 1L;

    BusyLogException(SQLException last) {
        super(last.getMessage(), last.getSQLState(), last);
    }
}
