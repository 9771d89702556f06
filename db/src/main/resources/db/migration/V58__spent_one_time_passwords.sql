-- The counters or time steps of the one-time passwords that were used last, so that one which is brought again is told from a guess. What
-- a node of the release before uses is not in it, and counts as a guess there.
alter table one_time_password_credential add column spent_factors bigint[] not null default '{}';
update one_time_password_credential set spent_factors = array[next_factor - 1] where next_factor > 0;
