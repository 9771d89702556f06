-- Hashes of new blocks wait in the index's list until that is full, and whoever fills it sorts them all in: among 20,000 blocks
-- (10,000,000 entries, 23 million hashes) that took up to 6.3 s with the 4 MiB that PostgreSQL lets wait, and longer the fuller the index;
-- a search reads the list through as well. With 256 KiB it took up to 1.1 s, at twice the work altogether (33 ms instead of 16 ms a block
-- of 512 entries, behind the log). Without a list each block takes 30 ms and more.
alter index audit_block_terms set (gin_pending_list_limit = 256);
