-- An entry that is older than the last leaves, because a clock was set back, is looked for by its time, each one. By ranges of pages that took
-- milliseconds an entry; leaves are added nearly in the order of their times, so that a tree costs them little.
drop index audit_leaf_time;
create index audit_leaf_time on audit_leaf (time);
