-- An object that a client is sent without its replacing another (new). Nodes of the release before neither write such messages nor send
-- them: they stay for the others.
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind in ('notify', 'put', 'new', 'overflow'));
