-- Objects that the server replaces by itself, by the moment from which on it does (KMIP 2.1 sections 4.48 and 4.51).
create index object_index_rotation on object_index (value, uid) where attribute = 'Rotation due';
