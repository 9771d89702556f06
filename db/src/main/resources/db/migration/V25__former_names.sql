-- Names that went to an object's replacement (KMIP 1.4 section 4.4): rules that select by Name go on binding the object that had it.
create table former_name (
    uid  uuid not null references managed_object (uid),
    name text not null,
    primary key (uid, name)
);
