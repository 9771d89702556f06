-- The group (tenant) of who asked and of who voted; '*' is the node itself, to which alone all requests before this belong.
alter table approval add column requester_group text not null default '*';
alter table approval_vote add column approver_group text not null default '*';
create index approval_requester_group on approval (requester_group, asked_at desc, id);
