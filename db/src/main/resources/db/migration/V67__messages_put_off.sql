-- A message that is not sent before this, while those behind it are: unlike one that failed, it holds up nobody. Nodes of the release before
-- send it as soon as they come to it.
alter table notification add column due_at timestamptz;
