-- All nodes since V30 and V50 give these columns themselves, so nothing fills them in any more for those that do not.
drop trigger object_index_initial_date on object_index;
drop function object_index_initial_date();
drop trigger qkd_chunk_block_time on qkd_chunk;
drop function qkd_chunk_block_time();
