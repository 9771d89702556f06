-- The connection that a principal's client has handed over last. Connections take the messages once their answer is sent, which two that
-- are handed over at the same time can do in either order: the newest has them all the same.
alter table server_endpoint add column newest uuid;
